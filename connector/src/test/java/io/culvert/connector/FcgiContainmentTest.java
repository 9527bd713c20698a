package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.echo;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one application does wrong is felt by nobody else. */
@Timeout(60)
class FcgiContainmentTest {
  private static final Threads ONE_LOOP = new Threads(1, 0, 0);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aListenerThatThrowsWhileAnotherRequestLooksForItsBodyHurtsNobody() throws Exception {
    CountDownLatch listening = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/listens")) {
                request.body().onReadable(FcgiContainmentTest::fail);
                listening.countDown();
              } else {
                echo(request, response);
              }
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, true, get("/listens", NO_MORE)));
      await(listening);
      peer.send(
          ScriptedPeer.head(3, true, get("/reads", NO_MORE)),
          ScriptedPeer.record(RecordType.STDIN, 1, bytes("for the listener")),
          ScriptedPeer.record(RecordType.STDIN, 3, bytes("for the reader")),
          ScriptedPeer.record(RecordType.STDIN, 3, NOTHING));
      assertEquals("/reads:for the reader", peer.answer(3).body());
      other.send(ScriptedPeer.request(1, true, get("/other", NO_MORE), NOTHING));
      assertEquals("/other:", other.answer(1).body());
    }
  }

  @Test
  void anAbortListenerThatThrowsKeepsNoOtherRequestFromHearing() throws Exception {
    CountDownLatch listening = new CountDownLatch(1);
    CompletableFuture<FcgiRequest> heard = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, _) -> {
              request.onAbort(FcgiContainmentTest::fail);
              request.onAbort(() -> heard.complete(request));
              listening.countDown();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, true, get("/", NO_MORE)));
      await(listening);
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      assertEquals(1, heard.get(10, TimeUnit.SECONDS).id());
      peer.send(bytes("no FastCGI at all"));
      assertTrue(peer.isClosedByServer());
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(10)));
  }

  @Test
  void anInterruptLeftBehindReachesNoOtherRequest() throws Exception {
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/interrupts")) {
                Thread.currentThread().interrupt();
                answer(response, "interrupts");
              } else {
                answer(response, "" + Thread.currentThread().isInterrupted());
              }
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 5; i++) {
        peer.send(ScriptedPeer.request(1, true, get("/interrupts", NO_MORE), NOTHING));
        assertEquals("interrupts", peer.answer(1).body());
        other.send(ScriptedPeer.request(1, true, get("/other", NO_MORE), NOTHING));
        assertEquals("false", other.answer(1).body());
      }
    }
  }

  @Test
  void aReadByAnInterruptedThreadClosesNoConnection() throws Exception {
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              Thread.currentThread().interrupt();
              try {
                echo(request, response);
              } catch (IOException e) {
                answer(response, "interrupted");
              }
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, true, get("/", NO_MORE)));
      peer.answer(1);
      peer.send(ScriptedPeer.record(RecordType.STDIN, 1, NOTHING));
      peer.send(ScriptedPeer.request(1, true, get("/", NO_MORE), bytes("all there")));
      assertEquals("/:all there", peer.answer(1).body());
    }
  }

  @Test
  void theConnectionClosesAtTheEndOfTheResponseThoughTheApplicationGoesOn() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              answer(response, "ended");
              await(goOn);
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, false, get("/", NO_MORE), NOTHING));
      assertEquals("ended", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void aFailureInTheHandlingOfAFailureCostsOneConnectionAndNoLoop() throws Exception {
    fcgi.events().whenRequestFails = FcgiContainmentTest::fail;
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/fails")) {
                fail();
              }
              answer(response, "well");
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, get("/fails", NO_MORE), NOTHING));
      assertTrue(peer.isClosedByServer());
      other.send(ScriptedPeer.request(1, true, get("/other", NO_MORE), NOTHING));
      assertEquals("well", other.answer(1).body());
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(10)));
  }

  @Test
  void closingTheServerClosesConnectionsThoughAnApplicationDoesNotReturn() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              inside.countDown();
              await(goOn);
              answer(response, "too late");
            },
            Limits.DEFAULT,
            ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, get("/", NO_MORE), NOTHING));
      await(inside);
      fcgi.server().close();
      assertTrue(peer.isClosedByServer());
      assertTrue(other.isClosedByServer());
    } finally {
      goOn.countDown();
    }
  }

  private static void fail() {
    throw new IllegalStateException("thrown by the test");
  }
}
