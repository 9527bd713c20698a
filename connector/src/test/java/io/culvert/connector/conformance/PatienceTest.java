package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.head;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.echo;
import static io.culvert.connector.ServedApplication.text;
import static io.culvert.connector.ServedApplication.uri;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front ends that do not get on with it, on purpose or not. Case 76. */
@Timeout(60)
class PatienceTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Timeouts HURRIED = new Timeouts(SHORT, SHORT, LONG, Duration.ZERO, LONG);

  /** More than anybody could trickle before his time is up. */
  private static final byte[] ENDLESS = new byte[60_000];

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  /** Its own clock must not start again with every byte, which is what an attacker counts on. */
  @Test
  void parametersThatTrickleAreRefusedInTime() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"), HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(begin(1, true));
      trickle(peer, plain(RecordType.PARAMS, 1, ENDLESS));
      assertEquals(408, peer.answer(1).status());
      assertTrue(peer.isClosedByServer());
    }
    assertEquals(0, fcgi.events().started.get());
  }

  @Test
  void aRecordThatTricklesOnAnIdleConnectionEndsIt() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "well"), HURRIED);
    for (byte[] record :
        new byte[][] {
          plain(RecordType.GET_VALUES, 0, ENDLESS),
          plain(200, 0, ENDLESS),
          plain(RecordType.STDIN, 7, ENDLESS),
        }) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(request(1, true, get("/", NO_MORE), NOTHING));
        assertEquals("well", peer.answer(1).body());
        trickle(peer, record);
        // a byte may be on its way: a reset is as good
        assertThrows(IOException.class, () -> readForEver(peer));
      }
    }
  }

  private static void readForEver(ScriptedPeer peer) throws IOException {
    while (true) {
      peer.next();
    }
  }

  @Test
  void aPieceOfAHeaderAloneEndsTheConnection() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "well"), HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(new byte[] {1});
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void recordsOfNoUseComeToAnEnd() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] many = new byte[8 * 1000];
    for (int at = 0; at < many.length; at += 8) {
      System.arraycopy(plain(RecordType.STDIN, 1, NOTHING), 0, many, at, 8);
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              peer.send(many);
            }
          });
    }
    assertTrue(fcgi.events().violations.element().contains("no use"));
  }

  @Test
  void aBodyThatStallsIsRefusedAndItsReaderHearsOfIt() throws Exception {
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              failure.complete(assertThrows(IOException.class, () -> readAll(request)));
              answerLate(response);
            },
            HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)), plain(RecordType.STDIN, 1, bytes("part")));
      assertEquals(408, peer.answer(1).status());
      assertTrue(peer.isClosedByServer());
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("in time"));
    }
  }

  private static void readAll(FcgiRequest request) throws IOException {
    while (request.body().read(text("0123456789")) >= 0) {
      request.body().awaitReadable();
    }
  }

  private static void answerLate(ResponseStream response) {
    assertThrows(IOException.class, () -> answer(response, "late"));
  }

  @Test
  void aBodyThatStallsAfterTheStartOfTheResponseBreaksItOffVisibly() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), text("begun"));
              readAll(request);
            },
            HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)));
      peer.next();
      assertTrue(assertThrows(IOException.class, peer::next).getMessage().contains("version is 0"));
    }
  }

  @Test
  void aRequestThatStallsCostsItsSiblingsNothing() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/waits")) {
                await(goOn);
              }
              echo(request, response);
            },
            HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/waits", NO_MORE), bytes("whole")));
      peer.send(begin(3, true));
      assertEquals(408, peer.answer(3).status());
      // a body that was never begun to be read, so that 408 and not a broken response is due
      peer.send(head(5, true, get("/waits", NO_MORE)), plain(RecordType.STDIN, 5, bytes("pa")));
      assertEquals(408, peer.answer(5).status());
      peer.send(request(7, true, get("/late", NO_MORE), bytes("too")));
      assertEquals("/late:too", peer.answer(7).body());
      goOn.countDown();
      assertEquals("/waits:whole", peer.answer(1).body());
    }
  }

  @Test
  void whatIsCompleteIsAnsweredThoughTheNextRecordNeverIs() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              await(goOn);
              echo(request, response);
            },
            HURRIED);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      byte[] next = begin(5, true);
      peer.send(request(1, true, get("/", NO_MORE), bytes("whole")));
      peer.send(head(3, true, get("/", NO_MORE)), Arrays.copyOf(next, 11));
      assertEquals(408, peer.answer(3).status());
      goOn.countDown();
      assertEquals("/:whole", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void aBodyThatNobodyWantsMayStall() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/discards")) {
                request.body().discard();
              }
              await(goOn);
              answer(response, "well");
            },
            Limits.DEFAULT,
            HURRIED,
            new Threads(1, 0, 0));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/discards", NO_MORE)));
      other.send(request(7, true, get("/keeps the connection", NO_MORE), NOTHING));
      for (int id = 1; id <= 3; id++) { // meanwhile the loop looks at all connections
        other.send(head(id, true, get("/reads", NO_MORE)));
        assertEquals(408, other.answer(id).status());
      }
      goOn.countDown();
      assertEquals("well", peer.answer(1).body());
    }
  }

  /** Sends a byte now and then, until the connection is closed. */
  private static void trickle(ScriptedPeer peer, byte[] bytes) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (byte b : bytes) {
                  peer.send(new byte[] {b});
                  LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
              } catch (IOException _) {
                // as it should be
              }
            });
  }
}
