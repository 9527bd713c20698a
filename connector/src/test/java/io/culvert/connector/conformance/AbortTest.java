package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.head;
import static io.culvert.connector.ScriptedPeer.pairs;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.text;
import static io.culvert.connector.ServedApplication.uri;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are taken back. Cases 40 to 44. */
@Timeout(60)
class AbortTest {
  private static final byte[] ABORT = plain(RecordType.ABORT_REQUEST, 1, NOTHING);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void anAbortBeforeTheEndOfTheParametersReachesNoApplication() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "next"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(begin(1, true), plain(RecordType.PARAMS, 1, pairs(get("/", NO_MORE))), ABORT);
      assertEquals(503, peer.answer(1).status());
      peer.send(plain(RecordType.PARAMS, 1, NOTHING), plain(RecordType.STDIN, 1, NOTHING));
      peer.askAndHear();
      assertEquals(0, fcgi.events().started.get());
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      assertEquals("next", peer.answer(1).body());
    }
  }

  @Test
  void anAbortInMidBodyFailsTheReadAndFreesTheId() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch secondRuns = new CountDownLatch(1);
    CompletableFuture<IOException> read = new CompletableFuture<>();
    CompletableFuture<IOException> lateWrite = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/second")) {
                secondRuns.countDown();
                lateWrite.join();
                answer(response, "second");
                return;
              }
              reading.countDown();
              read.complete(assertThrows(IOException.class, () -> drain(request)));
              await(secondRuns);
              lateWrite.complete(assertThrows(IOException.class, () -> answer(response, "late")));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)), plain(RecordType.STDIN, 1, bytes("part")));
      await(reading);
      peer.send(ABORT);
      assertEquals(503, peer.answer(1).status());
      peer.send(request(1, true, get("/second", NO_MORE), NOTHING));
      assertEquals("second", peer.answer(1).body());
      assertTrue(read.get(10, TimeUnit.SECONDS).getMessage().contains("abort"));
    }
  }

  private static void drain(FcgiRequest request) throws IOException {
    while (request.body().read(ByteBuffer.allocate(100)) >= 0) {
      request.body().awaitReadable();
    }
  }

  @Test
  void anAbortInMidBodyAfterTheStartOfTheResponseEndsItAsFailed() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), text("begun"));
              drain(request);
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)));
      peer.next();
      peer.send(ABORT);
      assertEquals(1, peer.answer(1).appStatus());
      peer.askAndHear();
    }
  }

  @Test
  void anAbortAfterTheEndIsNothing() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "well"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      assertEquals("well", peer.answer(1).body());
      peer.send(ABORT);
      peer.askAndHear();
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      assertEquals("well", peer.answer(1).body());
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
      peer.send(request(1, true, get("/", NO_MORE), NOTHING), ABORT);
      peer.askAndHear();
      aborted.countDown();
      ScriptedPeer.Answer answer = peer.answer(1);
      assertEquals("all the same", answer.body());
      assertEquals(0, answer.appStatus());
    }
  }

  @Test
  void anAbortOnAConnectionThatIsNotKeptClosesIt() throws IOException {
    Endpoint endpoint = fcgi.serve((request, _) -> drain(request));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, false, get("/", NO_MORE)), ABORT);
      assertEquals(503, peer.answer(1).status());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void whoeverAsksForItGetsAnEndAtOnceThoughTheBodyIsComplete() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<IOException> lateWrite = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              running.countDown();
              await(ended);
              assertTrue(request.isAborted());
              lateWrite.complete(assertThrows(IOException.class, () -> answer(response, "late")));
            },
            AbortPolicy.STRICT);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      await(running);
      peer.send(ABORT);
      assertEquals(503, peer.answer(1).status());
      ended.countDown();
      assertTrue(
          lateWrite.get(10, TimeUnit.SECONDS).getMessage().contains("took the request back"));
      peer.askAndHear(); // and no second end
    }
  }

  @Test
  void anAbortAfterTheBodyCastsDoubtOnly() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch aborted = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              boolean before = request.isInDoubt();
              running.countDown();
              await(aborted);
              answer(response, before + " " + request.isInDoubt() + " " + request.isAborted());
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      await(running);
      peer.send(ABORT);
      peer.askAndHear();
      aborted.countDown();
      assertEquals("false true false", peer.answer(1).body());
    }
  }
}
