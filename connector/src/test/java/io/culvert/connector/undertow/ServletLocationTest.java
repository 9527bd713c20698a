package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A status that is not 302 though there is a Location: HAProxy goes by what comes last. */
@Timeout(60)
class ServletLocationTest {
  @TempDir private Path folder;
  @AutoClose private ServletServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ServletServer.start(
            folder,
            Map.of(
                "/there",
                (_, response) -> {
                  response.setStatus(307);
                  response.setHeader("Location", "/elsewhere");
                },
                "/here",
                (_, response) -> response.setStatus(204)));
  }

  private List<String> head(String uri, String software) throws Exception {
    return server
        .request("GET", uri, Map.of("SERVER_SOFTWARE", software), new byte[0])
        .stdout()
        .lines()
        .toList();
  }

  @Test
  void haproxyHearsTheStatusAfterTheLocationAsWell() throws Exception {
    List<String> head = head("/there", "HAProxy 2.6.12");
    String status = "Status: 307 Temporary Redirect";
    assertEquals(status, head.getFirst());
    assertTrue(head.indexOf("Location: /elsewhere") < head.lastIndexOf(status), head.toString());
  }

  @Test
  void otherFrontEndsHearItOnce() throws Exception {
    assertEquals(1, statuses(head("/there", "nginx/1.28.0")));
  }

  @Test
  void withoutALocationHaproxyHearsItOnce() throws Exception {
    assertEquals(1, statuses(head("/here", "HAProxy 2.6.12")));
  }

  private static long statuses(List<String> head) {
    return head.stream().filter(line -> line.startsWith("Status: ")).count();
  }
}
