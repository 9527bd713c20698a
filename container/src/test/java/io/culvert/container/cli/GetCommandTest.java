package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real FastCGI server that says what it was asked. */
final class GetCommandTest {
  @TempDir Path home;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  @Test
  void statusHeaderAndBodyArePrinted() throws IOException {
    Terminal terminal = Terminal.without(home);
    try (FcgiServer _ = start()) {
      int exitCode = terminal.run("get", "--socket", "unix:s", "-H", "X-Test: a: b", "/page?q=%20");

      assertEquals(0, exitCode, terminal.err());
      assertEquals(
          """
          Status: 200 OK
          Content-Type: text/plain
          X-Asked: GET /page?q=%20 a: b

          body""",
          terminal.out());
      assertEquals("", terminal.err());
    }
  }

  @Test
  void anErrorOfTheServerIsPrintedAndAFailure() throws IOException {
    Terminal terminal = Terminal.without(home);
    try (FcgiServer _ = start()) {
      assertEquals(1, terminal.run("get", "--socket", "unix:s", "/404"));
      assertTrue(terminal.out().startsWith("Status: 404 Not Found\n"), terminal.out());
      assertEquals(0, terminal.run("get", "--socket", "unix:s", "/302"));
      assertEquals(1, terminal.run("get", "--socket", "unix:s", "/500"));
    }
  }

  @Test
  void withoutASocketTheConfigurationSaysWhereToAsk() throws IOException {
    Terminal terminal = Terminal.without(home);
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf/culvert.toml"), "listen = 'unix:../s'");
    try (FcgiServer _ = start()) {
      assertEquals(0, terminal.run("get", "/"), terminal.err());
    }
  }

  @Test
  void aFileIsSentWithItsLength() throws IOException {
    byte[] content = randomBytes();
    Files.write(home.resolve("data"), content);
    Terminal terminal = Terminal.without(home);
    try (FcgiServer _ = start()) {
      assertEquals(0, terminal.run("get", "--socket", "unix:s", "--data", "data", "/post"));

      assertArrayEquals(content, received.toByteArray());
      assertTrue(terminal.out().contains("X-Asked: POST /post null 300000\n"), terminal.out());
    }
  }

  @Test
  void standardInputIsSentAsItComes() throws IOException {
    byte[] content = randomBytes();
    Terminal terminal = Terminal.without(home).withInput(content);
    try (FcgiServer _ = start()) {
      assertEquals(
          0, terminal.run("get", "--socket", "unix:s", "-X", "PUT", "--data", "-", "/post"));

      assertArrayEquals(content, received.toByteArray());
      assertTrue(terminal.out().contains("X-Asked: PUT /post null null\n"), terminal.out());
    }
  }

  @Test
  void aBinaryBodyIsPrintedAsItIs() throws IOException {
    Terminal terminal = Terminal.without(home).withInput(randomBytes());
    try (FcgiServer _ = start()) {
      terminal.run("get", "--socket", "unix:s", "--data", "-", "/echo");

      byte[] out = terminal.outBytes();
      assertArrayEquals(randomBytes(), Arrays.copyOfRange(out, out.length - 300_000, out.length));
    }
  }

  @Test
  void nobodyThereIsAUsageErrorInOneLine() {
    Terminal terminal = Terminal.without(home);

    assertEquals(2, terminal.run("get", "--socket", "unix:none", "/"));
    assertTrue(terminal.err().contains("none: no server answers there: "), terminal.err());
    assertEquals(1, terminal.err().lines().count());
  }

  @Test
  void whatCanNotBeAskedIsAUsageError() {
    Terminal terminal = Terminal.without(home);

    assertEquals(2, terminal.run("get"));
    assertEquals(2, terminal.run("get", "--socket", "nonsense", "/"));
    assertEquals(2, terminal.run("get", "--socket", "fd:0", "/"));
    assertEquals(2, terminal.run("get", "--socket", "unix:s", "-H", "nonsense", "/"));
    assertEquals(2, terminal.run("get", "--socket", "unix:s", "--data", "none", "/"));
    assertEquals(2, terminal.run("get", "--socket", "unix:s", "page"));
  }

  private FcgiServer start() throws IOException {
    FcgiServerConfig config = FcgiServerConfig.on(Endpoint.parse("unix:" + home.resolve("s")));
    return FcgiServer.start(config, this::answer, ConnectionEvents.NONE);
  }

  private void answer(FcgiRequest request, ResponseStream response) throws IOException {
    Map<String, String> params = request.params().toMap();
    String uri = params.getOrDefault("REQUEST_URI", "");
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (request.body().read(buffer.clear()) >= 0) {
      if (buffer.position() == 0) {
        request.body().awaitReadable();
      }
      received.write(buffer.array(), 0, buffer.position());
    }
    String status =
        switch (uri) {
          case "/404" -> "404 Not Found";
          case "/302" -> "302 Found";
          case "/500" -> "500 Internal Server Error";
          default -> "200 OK";
        };
    String asked = params.get("REQUEST_METHOD") + " " + uri + " " + params.get("HTTP_X_TEST");
    if (uri.equals("/post")) {
      asked += " " + params.get("CONTENT_LENGTH");
    }
    String head =
        "Status: %s\r\nContent-Type: text/plain\r\nX-Asked: %s\r\n\r\n".formatted(status, asked);
    byte[] body =
        uri.equals("/echo") ? received.toByteArray() : "body".getBytes(StandardCharsets.UTF_8);
    response.end(ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(body));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
