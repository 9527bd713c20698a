package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FcgiAbortTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void anAbortInMidBodyFailsTheReadAndFreesTheId() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.params().toMap().get("REQUEST_URI").equals("/second")) {
                answer(response, "second");
                return;
              }
              reading.countDown();
              try {
                while (request.body().read(ByteBuffer.allocate(100)) >= 0) {
                  request.body().awaitReadable();
                }
              } catch (IOException e) {
                failure.complete(e);
                answer(response, "late");
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.stream(
              RecordType.PARAMS, 1, ScriptedPeer.pairs(ScriptedPeer.get("/", NO_MORE))),
          ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.record(RecordType.STDIN, 1, bytes("part")));
      await(reading);
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/second", NO_MORE), NOTHING));
      assertEquals("second", peer.answer(1).body());
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("abort"));
    }
  }

  @Test
  void anAbortAfterTheBodyLetsTheAnswerCome() throws IOException {
    CountDownLatch aborted = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              await(aborted);
              answer(response, "all the same");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      peer.send(
          ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING),
          ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING));
      assertInstanceOf(Record.GetValuesResult.class, peer.next());
      aborted.countDown();
      assertEquals("all the same", peer.answer(1).body());
    }
  }

  @Test
  void anEndOfInputInMidBodyIsAnErrorAndNotAShortBody() throws Exception {
    CompletableFuture<Exception> failure = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              failure.complete(assertThrows(IOException.class, () -> echo(request, response)));
              response.truncate();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.stream(
              RecordType.PARAMS, 1, ScriptedPeer.pairs(ScriptedPeer.get("/", NO_MORE))),
          ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.record(RecordType.STDIN, 1, bytes("part")));
      peer.shutdownOutput();
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("mid body"));
    }
  }

  @Test
  void halfCloseAfterTheBodyStillGetsTheWholeResponse() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "x".repeat(1_000_000)));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      peer.shutdownOutput();
      assertEquals(1_000_000, peer.answer(1).body().length());
      assertTrue(peer.isClosedByServer());
    }
  }
}
