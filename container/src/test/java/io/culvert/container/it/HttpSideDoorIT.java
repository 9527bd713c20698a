package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plain HTTP beside FastCGI: the same applications, the same walls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HttpSideDoorIT {
  private Path folder;
  private int port;
  private Culvert culvert;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    port = Ports.free();
    Map<String, String> environment = Map.of("CULVERT_HTTP", "127.0.0.1:" + port);
    String sample = "/:" + Artifacts.sample();
    culvert = Culvert.onUnixSocket(Dist.find(), folder, environment, sample);
  }

  @AfterAll
  void stop() {
    culvert.close();
  }

  @Test
  void itServesThePagesThatFrontEndsGet() throws Exception {
    try (Visitor visitor = Visitor.stranger(port)) {
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
  void itServesNothingPrivate() {
    PrivatePaths.assertNoneIsServed(port);
  }
}
