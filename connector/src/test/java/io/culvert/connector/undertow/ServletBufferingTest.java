package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServletBufferingTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/a", service));
    return server;
  }

  private Answer answerOf(Service service) throws Exception {
    return serve(service).get("/a");
  }

  private Answer answerOf(String method, Service service) throws Exception {
    return serve(service).request(method, "/a", Map.of(), NOTHING);
  }

  @Test
  void aHeadRequestThatIsFlushedHasNoContentEither() throws Exception {
    Answer answer =
        answerOf(
            "HEAD",
            (_, response) -> {
              response.getOutputStream().print("hello");
              response.flushBuffer();
              response.getOutputStream().write(new byte[100_000]);
            });

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
  }

  @Test
  void nginxIsToldNotToBufferWhatWasFlushed() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.getOutputStream().print("a");
              response.flushBuffer();
              response.getOutputStream().print("b");
            });

    assertTrue(answer.stdout().contains("\r\nX-Accel-Buffering: no\r\n"), answer.stdout());
    assertEquals("ab", answer.body());
  }

  @Test
  void nginxIsToldNotToBufferEvents() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setContentType("text/event-stream;charset=UTF-8");
              response.getWriter().write("data: x\n\n");
            });

    assertTrue(answer.stdout().contains("\r\nX-Accel-Buffering: no\r\n"), answer.stdout());
  }

  @Test
  void nginxBuffersWhatWasOnlyLarge() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              for (int i = 0; i < 100; i++) {
                response.getOutputStream().write(new byte[1000]);
              }
            });

    assertFalse(answer.stdout().contains("X-Accel-Buffering"), answer.stdout());
    assertEquals(100_000, answer.body().length());
  }

  @Test
  void otherFrontEndsHearNothingOfNginx() throws Exception {
    Answer answer =
        serve(
                (_, response) -> {
                  response.getOutputStream().print("a");
                  response.flushBuffer();
                })
            .request("GET", "/a", Map.of("SERVER_SOFTWARE", "lighttpd/1.4.82"), NOTHING);

    assertFalse(answer.stdout().contains("X-Accel-Buffering"), answer.stdout());
  }

  @Test
  void aFileArrivesWhole() throws Exception {
    byte[] content = new byte[300_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + i / 777);
    }
    Files.write(folder.resolve("file.bin"), content);
    serve((_, _) -> {});

    Answer whole = server.get("/file.bin");
    Answer part =
        server.request("GET", "/file.bin", Map.of("HTTP_RANGE", "bytes=1000-199999"), NOTHING);

    assertTrue(whole.stdout().contains("\r\nContent-Length: 300000\r\n"));
    assertEquals(new String(content, ISO_8859_1), whole.body());
    assertEquals(206, part.status());
    assertEquals(new String(content, 1000, 199_000, ISO_8859_1), part.body());
  }
}
