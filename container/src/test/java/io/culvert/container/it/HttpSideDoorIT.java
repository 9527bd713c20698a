package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plain HTTP beside FastCGI: the same applications, the same walls. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HttpSideDoorIT {
  @TempDir private Path folder;

  @Test
  void itServesThePagesThatFrontEndsGet() throws Exception {
    int port = Ports.free();
    try (Culvert culvert = start(port);
        Visitor visitor = Visitor.stranger(port)) {
      for (String path : List.of("/", "/hello", "/hello.jsp", "/hello.json", "/assets/lines.txt")) {
        assertEquals(200, visitor.get(path).statusCode(), path);
      }
      assertEquals(404, visitor.get("/nothing").statusCode());
      assertEquals(200, visitor.get("/self").statusCode());
      Ran same =
          Ran.of(
              folder,
              Map.of(),
              List.of(Dist.find().command(), "get", "--socket", culvert.address(), "/hello"));
      String page = visitor.get("/hello").body();
      assertTrue(same.out().replace("\r\n", "\n").endsWith(page), same.out());
    }
  }

  @Test
  void itServesNothingPrivate() throws Exception {
    int port = Ports.free();
    try (Culvert _ = start(port)) {
      PrivatePaths.assertNoneIsServed(port);
    }
  }

  private Culvert start(int port) throws Exception {
    return Culvert.onUnixSocket(
        Dist.find(),
        folder,
        Map.of("CULVERT_HTTP", "127.0.0.1:" + port),
        "/:" + Artifacts.sample());
  }
}
