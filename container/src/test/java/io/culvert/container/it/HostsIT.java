package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual hosts by all their names, and applications of one that dispatch to each other. */
@Timeout(120)
class HostsIT {
  @TempDir private static Path folder;

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Path war = ServletWar.write(folder.resolve("contexts.war"), ContextServlet.class);
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            Map.of(
                "CULVERT_HOSTS_ALIASES", "www.shop.test=shop.test",
                "CULVERT_HOSTS_DEFAULT", "shop.test",
                "CULVERT_HOSTS_CROSS_CONTEXT", "true"),
            "shop.test:/:" + war,
            "shop.test:/other:" + war,
            "else.test:/far:" + war,
            "/news:" + war);
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static String ask(String host, String path) throws Exception {
    try (RawHttp http = RawHttp.connect(site.port())) {
      http.send("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
      return http.answer();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test,     /say,       shop.test/",
    "shop.test,     /other/say, shop.test/other",
    "shop.test,     /news/say,  404",
    "www.shop.test, /other/say, shop.test/other",
    "WWW.SHOP.TEST, /other/say, shop.test/other",
    "else.test,     /far/say,   else.test/far",
    "else.test,     /other/say, 404",
    "unknown.test,  /other/say, shop.test/other"
  })
  void aHostAnswersToAllItsNames(String host, String path, String expected) throws Exception {
    String answer = ask(host, path);
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    int status = RawHttp.status(answer);
    assertEquals(expected, status == 200 ? body : Integer.toString(status), answer);
  }

  @Test
  void whereNoApplicationMatchesTheAnswerSaysSoAndNothingElse() throws Exception {
    String answer = ask("else.test", "/elsewhere?x=1");
    assertEquals(404, RawHttp.status(answer));
    assertTrue(
        answer.endsWith("\r\n\r\n404 Not Found: no application is deployed here.\n"), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test, /say?ask=/other,       shop.test/ shop.test/other",
    "shop.test, /other/say?ask=/,      shop.test/other shop.test/",
    "shop.test, /other/say?ask=/other, shop.test/other shop.test/other",
    "else.test, /far/say?ask=/other,   else.test/far nobody",
    "else.test, /far/say?ask=/news,    else.test/far nobody"
  })
  void applicationsReachEachOtherOnTheirHostOnly(String host, String path, String expected)
      throws Exception {
    String answer = ask(host, path);
    assertTrue(answer.endsWith("\r\n\r\n" + expected), answer);
  }
}
