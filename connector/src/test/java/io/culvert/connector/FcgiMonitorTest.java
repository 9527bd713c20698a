package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.uri;
import static io.culvert.connector.monitor.Counter.BYTES_RECEIVED;
import static io.culvert.connector.monitor.Counter.BYTES_SENT;
import static io.culvert.connector.monitor.Counter.CONNECTIONS_ACCEPTED;
import static io.culvert.connector.monitor.Counter.CONNECTIONS_CLOSED;
import static io.culvert.connector.monitor.Counter.CONNECTIONS_REJECTED;
import static io.culvert.connector.monitor.Counter.FAULTS;
import static io.culvert.connector.monitor.Counter.PROTOCOL_VIOLATIONS;
import static io.culvert.connector.monitor.Counter.REQUESTS;
import static io.culvert.connector.monitor.Counter.REQUESTS_ABORTED;
import static io.culvert.connector.monitor.Counter.REQUESTS_ADMITTED;
import static io.culvert.connector.monitor.Counter.REQUESTS_FAILED;
import static io.culvert.connector.monitor.Counter.REQUESTS_OVER;
import static io.culvert.connector.monitor.Counter.REQUESTS_REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.monitor.Counter;
import io.culvert.connector.monitor.Monitor;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that happens moves its counters, and no other. */
@Timeout(60)
class FcgiMonitorTest {
  private static final Threads ONE_LOOP = new Threads(1, 0, 0);

  /** Of {@link #perform}: a record of the response, the end of the stream and of the request. */
  private static final int ANSWERED =
      8 + "Status: 200 OK\r\n\r\n".length() + "well".length() + 8 + 16;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private void perform(FcgiRequest request, ResponseStream response) throws IOException {
    switch (uri(request)) {
      case "/fails" -> throw new IOException("thrown by the test");
      case "/waits" -> await(goOn);
      default -> {}
    }
    answer(response, "well");
  }

  private static Map<Counter, Long> of(Monitor monitor) {
    Map<Counter, Long> moved = new EnumMap<>(Counter.class);
    monitor
        .counts()
        .values()
        .forEach(
            (counter, count) -> {
              if (count != 0) {
                moved.put(counter, count);
              }
            });
    return moved;
  }

  private static void assertCounts(Monitor monitor, Map<Counter, Long> expected) {
    assertSoon(expected, () -> of(monitor));
  }

  /** Events without bytes. */
  private void assertEvents(Map<Counter, Long> expected) {
    assertSoon(expected, this::withoutBytes);
  }

  /** What is counted after an answer comes soon, and then it must be this. */
  private static void assertSoon(Map<Counter, Long> expected, Supplier<Map<Counter, Long>> actual) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!actual.get().equals(expected) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertEquals(expected, actual.get());
  }

  private static Map<Counter, Long> counts(Object... countersAndCounts) {
    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    for (int i = 0; i < countersAndCounts.length; i += 2) {
      counts.put((Counter) countersAndCounts[i], ((Number) countersAndCounts[i + 1]).longValue());
    }
    return counts;
  }

  private Monitor monitor() {
    return fcgi.server().monitor();
  }

  @Test
  void aConnectionIsCountedWhenItOpensAndWhenItCloses() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    try (ScriptedPeer _ = ScriptedPeer.connect(endpoint)) {
      assertCounts(monitor(), counts(CONNECTIONS_ACCEPTED, 1));
      assertEquals(1, monitor().openConnections());
    }
    assertCounts(monitor(), counts(CONNECTIONS_ACCEPTED, 1, CONNECTIONS_CLOSED, 1));
    assertEquals(0, monitor().openConnections());
  }

  @Test
  void aRequestIsCountedWithEveryByteOfIt() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    byte[] request = ScriptedPeer.request(1, true, get("/", NO_MORE), bytes("and a body"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int i = 1; i <= 3; i++) {
        peer.send(request);
        assertEquals("well", peer.answer(1).body());
        assertCounts(
            monitor(),
            counts(
                CONNECTIONS_ACCEPTED,
                1,
                BYTES_RECEIVED,
                i * request.length,
                BYTES_SENT,
                i * ANSWERED,
                REQUESTS_ADMITTED,
                i,
                REQUESTS,
                i,
                REQUESTS_OVER,
                i));
        assertEquals(i, monitor().latencySinceReset().count());
      }
    }
  }

  @Test
  void aRequestRunsUntilItIsOver() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform, Limits.DEFAULT, ONE_LOOP);
    byte[] request = ScriptedPeer.request(1, true, get("/waits", NO_MORE), NOTHING);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request);
      assertCounts(
          monitor(),
          counts(CONNECTIONS_ACCEPTED, 1, BYTES_RECEIVED, request.length, REQUESTS_ADMITTED, 1));
      assertEquals(1, monitor().runningRequests());
      goOn.countDown();
      peer.answer(1);
      assertCounts(
          monitor(),
          counts(
              CONNECTIONS_ACCEPTED, 1,
              BYTES_RECEIVED, request.length,
              BYTES_SENT, ANSWERED,
              REQUESTS_ADMITTED, 1,
              REQUESTS, 1,
              REQUESTS_OVER, 1));
      assertEquals(0, monitor().runningRequests());
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void aRefusedRequestIsCountedByItsStatusAndIsNoMeasureOfSpeed() throws IOException {
    Limits one = new Limits(10, 1, 10, 0, PairLimits.DEFAULT, 65_536, 0);
    Endpoint endpoint = fcgi.serve(this::perform, one, ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, get("/waits", NO_MORE), NOTHING));
      peer.send(ScriptedPeer.begin(2, Role.RESPONDER, true));
      assertEquals(503, peer.answer(2).status());
      assertEvents(
          counts(CONNECTIONS_ACCEPTED, 1, REQUESTS_ADMITTED, 1, REQUESTS, 1, REQUESTS_REFUSED, 1));
      assertEquals(Map.of(503, 1L), monitor().refusals());
      assertEquals(0, monitor().latencySinceReset().count());
    } finally {
      goOn.countDown();
    }
  }

  private Map<Counter, Long> withoutBytes() {
    Map<Counter, Long> counts = of(monitor());
    counts.keySet().removeAll(List.of(BYTES_RECEIVED, BYTES_SENT));
    return counts;
  }

  @Test
  void aRequestThatIsTakenBackEndsWithoutHavingBeenServed() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      assertEvents(counts(CONNECTIONS_ACCEPTED, 1, REQUESTS, 1, REQUESTS_ABORTED, 1));
    }
  }

  @Test
  void aRequestThatFailsIsCountedAsOne() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, get("/fails", NO_MORE), NOTHING));
      assertEquals(500, peer.answer(1).status());
      assertEvents(
          counts(
              CONNECTIONS_ACCEPTED, 1,
              REQUESTS_ADMITTED, 1,
              REQUESTS, 1,
              REQUESTS_OVER, 1,
              REQUESTS_FAILED, 1));
    }
  }

  @Test
  void whoSpeaksSomethingElseIsCountedOnce() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(bytes("GET / HTTP/1.1\r\n\r\n"));
      assertTrue(peer.isClosedByServer());
      assertEvents(counts(CONNECTIONS_ACCEPTED, 1, CONNECTIONS_CLOSED, 1, PROTOCOL_VIOLATIONS, 1));
    }
  }

  @Test
  void aFaultBelongsToTheListenerWhoseConnectionItHit() throws IOException {
    CountDownLatch listening = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, _) -> {
              request.onAbort(
                  () -> {
                    throw new IllegalStateException("thrown by the test");
                  });
              listening.countDown();
              await(goOn);
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, true, get("/", NO_MORE)));
      await(listening);
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      goOn.countDown();
      assertEvents(
          counts(
              CONNECTIONS_ACCEPTED, 1,
              REQUESTS_ADMITTED, 1,
              REQUESTS, 1,
              REQUESTS_OVER, 1,
              REQUESTS_ABORTED, 1,
              FAULTS, 1));
    } finally {
      goOn.countDown();
    }
    assertEquals(1, fcgi.server().monitor().listeners().getFirst().counts().of(FAULTS));
  }

  @Test
  void halfARequestIsNone() throws IOException {
    Endpoint endpoint = fcgi.serve(this::perform);
    byte[] half = ScriptedPeer.begin(1, Role.RESPONDER, true);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(half);
    }
    assertCounts(
        monitor(),
        counts(CONNECTIONS_ACCEPTED, 1, CONNECTIONS_CLOSED, 1, BYTES_RECEIVED, half.length));
  }

  @Test
  void everyListenerCountsItsOwnAndTheServerCountsAll() throws IOException {
    Endpoint tcp = Endpoint.parse("127.0.0.1:0");
    Endpoint unix = new Endpoint.Unix(fcgi.socket(), 0600);
    FcgiServerConfig config =
        new FcgiServerConfig(
            FcgiServerConfig.on(tcp, unix).addresses(),
            PeerFilter.parse("127.0.0.2"),
            Limits.DEFAULT,
            Timeouts.DEFAULT,
            AbortPolicy.AUTO,
            ONE_LOOP);
    try (FcgiServer server = FcgiServer.start(config, this::perform, ConnectionEvents.NONE)) {
      Monitor first = server.monitor().listeners().get(0);
      Monitor second = server.monitor().listeners().get(1);
      try (ScriptedPeer stranger = ScriptedPeer.connect(server.endpoints().getFirst())) {
        assertTrue(stranger.isClosedByServer());
      }
      assertCounts(first, counts(CONNECTIONS_REJECTED, 1));
      try (ScriptedPeer peer = ScriptedPeer.connect(unix)) {
        peer.send(ScriptedPeer.request(1, true, get("/", NO_MORE), NOTHING));
        peer.answer(1);
      }
      while (second.counts().of(CONNECTIONS_CLOSED) == 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      assertEquals(1, second.counts().of(REQUESTS));
      assertEquals(0, second.counts().of(CONNECTIONS_REJECTED));
      assertCounts(first, counts(CONNECTIONS_REJECTED, 1));
      assertEquals(1, server.monitor().counts().of(REQUESTS));
      assertEquals(1, server.monitor().counts().of(CONNECTIONS_REJECTED));
      assertEquals(1, server.monitor().latencySinceReset().count());
    }
  }
}
