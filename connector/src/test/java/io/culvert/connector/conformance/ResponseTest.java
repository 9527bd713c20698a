package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer;
import io.culvert.connector.wire.Record;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a front end gets of what a servlet does. Cases 65, 67 and 69. */
@Timeout(60)
class ResponseTest {
  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private void serve(ServletServer.Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service));
  }

  @Test
  void fieldsThatFrameAResponseAreNotTheApplications() throws Exception {
    serve(
        (_, response) -> {
          response.setStatus(418);
          response.setHeader("Transfer-Encoding", "chunked");
          response.setHeader("Connection", "close");
          response.setHeader("Keep-Alive", "timeout=5");
          response.setHeader("Upgrade", "h2c");
          response.setHeader("Status", "200 OK");
          response.setHeader("X-Mine", "stays");
          response.getOutputStream().print("tea");
        });
    Answer answer = server.get("/");
    String head = answer.stdout().substring(0, answer.stdout().indexOf("\r\n\r\n"));
    assertEquals(418, answer.status());
    assertTrue(head.contains("\r\nX-Mine: stays"), head);
    for (String name : List.of("Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade")) {
      assertFalse(head.contains(name), head);
    }
    assertEquals(head.indexOf("Status:"), head.lastIndexOf("Status:"), head);
    assertEquals("tea", answer.body());
  }

  @Test
  void aLongHeadStillComesInOneRecord() throws Exception {
    serve(
        (_, response) -> {
          for (int i = 0; i < 5; i++) {
            response.setHeader("X-Long-" + i, "v".repeat(1024));
          }
          response.getOutputStream().print("body");
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      Record.Stdout stdout = assertInstanceOf(Record.Stdout.class, peer.next());
      String content = ISO_8859_1.decode(stdout.content()).toString();
      assertTrue(content.startsWith("Status: 200 OK\r\n"), content);
      assertTrue(content.endsWith("\r\n\r\nbody"), content);
    }
  }

  /** The servlet goes on only when the front end has what it flushed. */
  @Test
  void whatIsFlushedLeavesAtOnce() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    serve(
        (_, response) -> {
          response.getOutputStream().print("first");
          response.flushBuffer();
          await(seen);
          response.getOutputStream().print("second");
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      StringBuilder got = new StringBuilder();
      while (!got.toString().endsWith("\r\n\r\nfirst")) {
        Record.Stdout stdout = assertInstanceOf(Record.Stdout.class, peer.next());
        got.append(ISO_8859_1.decode(stdout.content()));
      }
      seen.countDown();
      assertTrue(peer.answer(1).stdout().endsWith("second"));
    }
  }
}
