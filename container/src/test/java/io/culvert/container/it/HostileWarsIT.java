package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each WAR that does harm fails alone, with its cause in the log, while its neighbours serve. */
@Timeout(120)
class HostileWarsIT {
  @TempDir private static Path folder;

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    HostileWars wars = new HostileWars(folder);
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            Map.of("CULVERT_JSP_COMPILE", "lazy"),
            "/:" + Artifacts.sample(),
            "/climbing:" + wars.climbing(),
            "/bomb:" + wars.bomb(),
            "/clashing:" + wars.clashing(),
            "/entities:" + wars.entities(),
            "/throwing:" + wars.throwing(),
            "/unready:" + wars.unready(),
            "/bundling:" + wars.bundling(Dist.find().home().resolve("lib")));
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void everyOneOfThemFailsAloneAndTheLogSaysWhy() throws Exception {
    assertFailed("/climbing", "'../climbed.txt' has an empty, '.' or '..' segment");
    assertFailed("/bomb", "'bomb.bin' grows to more than 200 times its packed size");
    assertFailed("/clashing", "'admin.jsp' and 'Admin.jsp' differ in case");
    assertFailed("/entities", "entities");
    assertFailed("/throwing", "the listener has no database");
    assertFailed("/unready", "the servlet has no database");
    try (Visitor visitor = site.stranger()) {
      assertEquals(200, visitor.status("/hello"));
    }
  }

  private static void assertFailed(String path, String cause) throws Exception {
    try (Visitor visitor = site.stranger()) {
      HttpResponse<String> answer = visitor.get(path + "/");
      assertEquals(503, answer.statusCode(), path);
      assertFalse(answer.body().contains(cause), answer.body());
    }
    String output = site.culvert().process().output();
    assertTrue(
        output.lines().anyMatch(line -> line.contains(path) && line.contains(cause)), output);
  }

  @Test
  void whoBringsTheServletEngineHasItForItself() throws Exception {
    try (Visitor visitor = site.stranger()) {
      HttpResponse<String> answer = visitor.get("/bundling/");
      assertEquals("/bundling its own", answer.body(), site.culvert().process()::output);
    }
  }

  /** Nobody can keep an application from it; that it is told, and restarted, is what can be had. */
  @Test
  void applicationThatEndsTheProcessIsNamedAndTheEndIsAFailure(@TempDir Path alone)
      throws Exception {
    Path war = new HostileWars(alone).exiting();
    try (Site ending =
        Site.start(FrontEnd.NGINX, Transport.UNIX, alone, Map.of(), "/exiting:" + war)) {
      try (Visitor visitor = ending.stranger()) {
        visitor.get("/exiting/");
      } catch (IOException _) {
        // the answer may be lost with the process
      }
      assertEquals(1, ending.culvert().process().exitStatus());
      String output = ending.culvert().process().output();
      String expected =
          "application /exiting has called System.exit, in %s.<clinit>("
              .formatted(HostileWars.ExitingServlet.class.getName());
      assertTrue(output.contains(expected), output);
    }
  }
}
