package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications that were made for {@code javax.servlet}, unmodified behind nginx. */
@Timeout(120)
class OldApplicationsIT {
  @TempDir static Path folder;
  private static Site site;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path war = new SourceWar("old").write(folder);
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            Map.of(),
            "/old:" + war,
            "/demo:" + Artifacts.jettyOldDemo());
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void theyRun() throws Exception {
    try (Guest guest = new Guest(site.port())) {
      String page = guest.open("/old/cart.jsp");
      assertTrue(page.contains("cart: empty"), page);
      assertTrue(page.contains("1.234,50"), "JSTL of the WAR, by the locale in web.xml: " + page);
      assertTrue(page.contains("FN"), page);
      assertTrue(page.contains("LOUD [tag file]"), page);
      assertTrue(page.contains("1 2 3"), page);
      guest.submit("thing", "thing", "nail");
      page = guest.submit("thing", "thing", "screw");
      assertTrue(page.contains("cart: nail, screw"), page);
      assertTrue(page.contains("attribute of the old name"), page);
      assertEquals("got a.txt 5000", guest.send("/old/upload", "file", "a.txt", 5000, Map.of()));
    }
    try (Visitor visitor = site.stranger()) {
      assertEquals("old", visitor.get("/old/cart.jsp").headers().firstValue("X-Filter").orElse(""));
      assertEquals(500, visitor.get("/old/cart").statusCode(), "it calls what is gone");
    }
  }

  @Test
  void whatWasDoneAndWhatCannotWorkIsInTheLog() {
    String log = site.culvert().process().output();
    assertTrue(log.contains("/old: it is made for javax.servlet and was rewritten for"), log);
    assertTrue(
        log.contains(
            "jakarta.servlet.http.HttpServletResponse.encodeRedirectUrl is gone from the API of"
                + " today; what needs it fails: WEB-INF/classes/shop/Cart.class"),
        log);
  }

  @Test
  void everyPageOfAnOldDemoOfJettyIsServed() throws Exception {
    var pages =
        new Crawl(java.net.URI.create("http://127.0.0.1:" + site.port()), "/demo/", path -> false)
            .run("/demo/");
    pages.forEach(
        (path, page) -> assertTrue(page.status() < 400, path + ": " + page.status() + page.body()));
    assertTrue(pages.size() >= 5, "found only " + pages.keySet());
  }
}
