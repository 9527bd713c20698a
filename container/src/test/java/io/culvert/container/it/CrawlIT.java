package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications that others wrote for other servers, unmodified: every page that links lead to, as
 * Culvert serves it behind nginx and as Tomcat serves it over HTTP.
 */
@Timeout(240)
class CrawlIT {
  @TempDir Path folder;

  @Test
  void everyPageOfTomcatsExamplesIsWhatTomcatMakesOfIt() throws Exception {
    Map<Pattern, String> explained =
        Map.of(
            Pattern.compile(".*/forward\\.jsp"),
            "forwards to one of two pages by how full the heap is",
            Pattern.compile(".*/RequestHeaderExample"),
            "lists header fields in the order of the server's table, which is not that of arrival",
            Pattern.compile(".*/stockticker"),
            "shows random numbers",
            Pattern.compile(".*/shuffle\\.jsp"),
            "shuffles its tiles at random",
            Pattern.compile(".*/j_security_check"),
            "a GET is no login here but shows the form; Tomcat takes it for a failed one");
    compare("/examples", Artifacts.tomcatExamples(), "/examples/index.html", explained, 150);
  }

  @Test
  void everyPageOfJettysJspDemoIsWhatTomcatMakesOfIt() throws Exception {
    Map<Pattern, String> explained =
        Map.of(
            Pattern.compile("/demo/(jstl\\.jsp|foo/)"),
            "needs JSTL from the server, which Tomcat does not have and answers with 500");
    compare("/demo", Artifacts.jettyDemo(), "/demo/", explained, 10);
  }

  /**
   * Crawls both servers.
   *
   * @param explained paths whose bodies differ for a reason that is written beside them
   * @param fewest pages that must be found at least, so that an empty crawl is no success
   */
  private void compare(
      String context, Path application, String start, Map<Pattern, String> explained, int fewest)
      throws Exception {
    Dist dist = Dist.find();
    int port = Ports.free();
    int oraclePort = Ports.free();
    try (Culvert culvert =
            Culvert.onUnixSocket(dist, folder, Map.of(), context + ":" + application);
        Spawned _ = FrontEnd.NGINX.start(dist, folder, port, culvert.options());
        Spawned _ =
            TomcatOracle.start(Artifacts.tomcat(), folder, oraclePort, context, application)) {
      // both at once, for some pages wait before they end
      FutureTask<SortedMap<String, Crawl.Page>> oracle =
          new FutureTask<>(() -> crawl(oraclePort, context, start));
      Thread.ofVirtual().start(oracle);
      SortedMap<String, Crawl.Page> ours = crawl(port, context, start);
      SortedMap<String, Crawl.Page> theirs = oracle.get();
      List<String> differences = new ArrayList<>();
      ours.forEach(
          (path, page) -> {
            Crawl.Page other = theirs.get(path);
            String difference = difference(page, other);
            boolean known = explained.keySet().stream().anyMatch(p -> p.matcher(path).matches());
            if (!difference.isEmpty() && !known) {
              differences.add(path + ": " + difference);
            }
          });
      theirs.keySet().stream()
          .filter(path -> !ours.containsKey(path))
          .forEach(path -> differences.add(path + ": only Tomcat links to it"));
      assertEquals(List.of(), differences, culvert.process().output());
      assertTrue(ours.size() >= fewest, "found only " + ours.keySet());
      System.out.printf("%d pages of %s are the same%n", ours.size(), context);
    }
  }

  private static SortedMap<String, Crawl.Page> crawl(int port, String context, String start)
      throws Exception {
    return new Crawl(
            URI.create("http://127.0.0.1:" + port),
            context + "/",
            path -> path.startsWith("/examples/websocket/"))
        .run(start);
  }

  private static String difference(Crawl.Page ours, Crawl.Page theirs) {
    if (theirs == null) {
      return ours.status() + ", only Culvert links to it";
    }
    if (ours.status() != theirs.status()) {
      return "status " + ours.status() + ", Tomcat " + theirs.status();
    }
    if (ours.status() >= 400) {
      return ours.status() >= 500 ? "status " + ours.status() : "";
    }
    if (!mediaType(ours).equals(mediaType(theirs))) {
      return "type " + ours.type() + ", Tomcat " + theirs.type();
    }
    String our = ByNature.without(ours.body());
    String their = ByNature.without(theirs.body());
    if (our.equals(their)) {
      return "";
    }
    int at = 0;
    while (at < our.length() && at < their.length() && our.charAt(at) == their.charAt(at)) {
      at++;
    }
    return "differs at %d: ...%s... Tomcat ...%s...".formatted(at, near(our, at), near(their, at));
  }

  private static String mediaType(Crawl.Page page) {
    return page.type().replaceAll("\\s*;.*", "");
  }

  private static String near(String text, int at) {
    return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 80))
        .replaceAll("\\s+", " ");
  }
}
