package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a crawler of Tomcat's examples does not do: it fills in forms, sends bodies, keeps a session
 * and logs in.
 */
@Timeout(120)
class TomcatExamplesIT {
  private static final String SESSION = "/examples/servlets/servlet/SessionExample";
  private static final String FOLDER = "/examples/jsp/security/protected/";

  @TempDir private static Path folder;

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> environment =
        Map.of(
            "CULVERT_USERS_FILE",
            folder.resolve("users.toml").toString(),
            "CULVERT_JSP_COMPILE",
            "lazy");
    Path in = Files.writeString(folder.resolve("password"), "s3cr3t\n");
    List<String> line = List.of(Dist.find().command(), "user", "add", "ann", "--role", "tomcat");
    assertEquals(0, Ran.of(folder, environment, in, line).status());
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            environment,
            "/examples:" + Artifacts.tomcatExamples());
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static void assertContains(String text, HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), site.culvert().process()::output);
    assertTrue(answer.body().contains(text), answer.body());
  }

  @Test
  void theSessionKeepsWhatFormsPutIntoIt() throws Exception {
    try (Visitor ann = site.regular();
        Visitor bob = site.regular()) {
      assertContains(
          "tea = green", ann.post(SESSION, Visitor.FORM, "dataname=tea&datavalue=green"));
      assertContains(
          "cup = größe", ann.post(SESSION, Visitor.FORM, "dataname=cup&datavalue=größe"));
      assertContains("tea = green", ann.get(SESSION));
      assertFalse(ann.get(SESSION + "?dataname=tea").body().contains("tea = green"));
      assertFalse(bob.get(SESSION).body().contains("cup"));
    }
  }

  @Test
  void asynchronousRequestsGoOnWhereTheirThreadDispatchesThem() throws Exception {
    try (Visitor ann = site.stranger()) {
      List<Future<HttpResponse<String>>> answers =
          List.of(
              ann.begin("/examples/async/async0"),
              ann.begin("/examples/async/async1"),
              ann.begin("/examples/async/async2"));
      assertContains("Async dispatch worked", answers.get(0).get());
      assertContains("Completed async request", answers.get(1).get());
      assertContains("Output from background thread", answers.get(2).get());
    }
  }

  @Test
  void aBodyIsReadAndWrittenWithoutBlocking() throws Exception {
    try (Visitor ann = site.stranger()) {
      String body = "x".repeat(1_000_000);
      assertContains(
          "Total bytes written = [1000000]",
          ann.post("/examples/servlets/nonblocking/bytecounter", "text/plain", body));
      HttpResponse<String> numbers = ann.get("/examples/servlets/nonblocking/numberwriter");
      assertContains("%020d%n".formatted(10_000), numbers);
      assertEquals(10_000, numbers.body().lines().count());
    }
  }

  @Test
  void aFormLetsUsersIn() throws Exception {
    try (Visitor ann = site.regular()) {
      assertContains("j_security_check", ann.get(FOLDER + "index.jsp"));
      String check = FOLDER + "j_security_check";
      assertContains(
          "Invalid user name and/or password",
          ann.post(check, Visitor.FORM, "j_username=ann&j_password=guess"));
      HttpResponse<String> login =
          ann.post(check, Visitor.FORM, "j_username=ann&j_password=s3cr3t");
      assertEquals(302, login.statusCode());
      // index.jsp itself needs a class of Tomcat
      assertContains("Error Page For Examples", ann.get(FOLDER + "error.jsp"));
      try (Visitor eve = site.regular()) {
        assertContains("j_security_check", eve.get(FOLDER + "error.jsp"));
      }
    }
  }
}
