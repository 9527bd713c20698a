package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications as people write them today, with the frameworks they use: each has a page, a form, a
 * session and an upload. What Culvert answers behind nginx is compared with what Tomcat answers.
 */
@Timeout(240)
class FrameworksIT {
  private static final List<String> NAMES =
      List.of("spring", "struts", "wicket", "faces", "welcome");

  @TempDir static Path folder;
  private static Culvert culvert;
  private static Spawned nginx;
  private static Spawned tomcat;
  private static int port;
  private static int tomcatPort;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    FrontEnd.NGINX.assumeInstalled();
    Map<String, Path> wars = new LinkedHashMap<>();
    for (String name : NAMES) {
      wars.put("/" + name, new SourceWar(name).write(folder));
    }
    String[] apps =
        wars.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toArray(String[]::new);
    Dist dist = Dist.find();
    port = Ports.free();
    tomcatPort = Ports.free();
    culvert = Culvert.onUnixSocket(dist, folder, Map.of(), apps);
    nginx = FrontEnd.NGINX.start(dist, folder, port, culvert.options());
    tomcat = TomcatOracle.start(Artifacts.tomcat(), folder, tomcatPort, wars);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : Arrays.asList(tomcat, nginx, culvert)) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void springMvc() throws Exception {
    both(
        guest -> {
          assertTrue(guest.open("/spring/").contains("visit 1"), guest.page());
          assertTrue(guest.open("/spring/").contains("visit 2"), guest.page());
          assertTrue(guest.page().contains("2: screw (5)"), "JSTL: " + guest.page());
          assertTrue(
              guest.submit("pieces", "pieces", "0").contains("A name is needed."), guest.page());
          assertTrue(guest.page().contains("At least 1."), guest.page());
          assertTrue(
              guest.submit("pieces", "name", "Bär", "pieces", "3").contains("thanks: Bär × 3"),
              guest.page());
          assertTrue(guest.open("/spring/thanks").contains("nothing"), "a flash lasts once");
          Map<String, String> note = Map.of("note", "ä");
          assertEquals(
              "ä: a.txt 5000 01234", guest.send("/spring/upload", "file", "a.txt", 5000, note));
          guest.send("/spring/upload", "file", "a.txt", 30_000, note);
          assertEquals("gone: a b", guest.submitTo("/spring/thing/a%20b", "_method", "DELETE"));
          assertEquals("later", guest.open("/spring/later"));
          assertEquals("deferred", guest.open("/spring/deferred"));
          assertTrue(guest.open("/spring/events").contains("data:event 3"), guest.page());
          assertEquals("forwarded 1", guest.open("/spring/forwarded"));
          assertEquals("body { color: black }\n", guest.open("/spring/assets/site.css"));
          assertEquals("inside the classes\n", guest.open("/spring/inside/note.txt"));
          guest.open("/spring/thing/%C3%A4?q=%C3%B6");
          guest.open("/spring/nothing/of/the/kind");
        });
  }

  @Test
  void struts() throws Exception {
    both(
        guest -> {
          assertTrue(guest.open("/struts/").contains("/struts/show.action"), guest.page());
          assertTrue(guest.open("/struts/show.action").contains("visit 1"), guest.page());
          assertTrue(guest.open("/struts/away.action").contains("visit 2"), guest.page());
          assertTrue(guest.submit("name", "name", "").contains("A name is needed."), guest.page());
          assertTrue(guest.submit("name", "name", "Bär").contains("hello B&auml;r"), guest.page());
          assertTrue(
              guest.open("/struts/sheet.action").contains("nail screw &lt;bolt&gt;"), guest.page());
          Map<String, String> note = Map.of("note", "n");
          assertTrue(
              guest
                  .send("/struts/upload.action", "file", "a.txt", 5000, note)
                  .contains("n: a.txt 5000"),
              guest.page());
          guest.send("/struts/upload.action", "file", "a.txt", 60_000, note);
        });
  }

  @Test
  void wicket() throws Exception {
    both(
        guest -> {
          assertTrue(guest.open("/wicket/").contains("count <b>0</b>"), guest.page());
          assertTrue(guest.follow("more").contains("count <b>1</b>"), guest.page());
          assertTrue(guest.follow("more").contains("count <b>2</b>"), guest.page());
          assertTrue(guest.submit("p::name", "p::name", "").contains("required"), guest.page());
          assertTrue(guest.submit("p::name", "p::name", "Bär").contains("hello Bär"), guest.page());
          assertTrue(guest.upload("file", "a.txt", 5000).contains("a.txt 5000"), guest.page());
          assertTrue(guest.open("/wicket/order/nail").contains("<b>nail</b>"), guest.page());
        });
  }

  @Test
  void faces() throws Exception {
    both(
        guest -> {
          assertTrue(guest.open("/faces/").contains("count <b>0</b>"), guest.page());
          assertTrue(guest.submit("more:go").contains("count <b>1</b>"), guest.page());
          assertTrue(
              guest.submit("greet:name", "greet:name", "").contains("A name is needed."),
              guest.page());
          assertTrue(
              guest.submit("greet:name", "greet:name", "Bär").contains("hello Bär"), guest.page());
          assertTrue(guest.open("/faces/index.xhtml").contains("count <b>1</b>"), guest.page());
          assertTrue(
              guest.upload("upload:file", "a.txt", 5000).contains("got a.txt 5000"), guest.page());
          assertEquals("hello servlet", guest.open("/faces/plain"));
          assertTrue(guest.open("/faces/bean.jsp").contains("nail"), guest.page());
          guest.open("/faces/jakarta.faces.resource/site.css.xhtml");
        });
  }

  @Test
  void welcomeFilesBesideAServletThatHasTheRoot() throws Exception {
    both(
        guest -> {
          assertEquals("all / null", guest.open("/welcome/"));
          assertEquals("/a/index.jsp", guest.open("/welcome/a/").strip());
          assertEquals("all /b/ null", guest.open("/welcome/b/"));
          assertEquals("all /only/exact null", guest.open("/welcome/only/"));
          assertEquals("all /none/ null", guest.open("/welcome/none/"));
          guest.open("/welcome/index.jsp");
          guest.open("/welcome/b/index.jsp");
        });
  }

  /** Does the same with both servers; what they answer must be the same. */
  private static void both(Visit visit) throws Exception {
    try (Guest ours = new Guest(port);
        Guest theirs = new Guest(tomcatPort)) {
      visit.pay(ours);
      visit.pay(theirs);
      for (int i = 0; i < Math.max(ours.log().size(), theirs.log().size()); i++) {
        assertEquals(ByNature.without(theirs.log().get(i)), ByNature.without(ours.log().get(i)));
      }
      System.out.printf("%d answers are the same%n", ours.log().size());
    }
  }

  /** What somebody does in an application. */
  @FunctionalInterface
  private interface Visit {
    void pay(Guest guest) throws IOException, InterruptedException;
  }
}
