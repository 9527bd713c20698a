package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.as;
import static io.culvert.connector.ServedApplication.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.monitor.Counter;
import io.culvert.connector.monitor.Monitor;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refused request is counted under its cause and no other, and the causes add up. */
@Timeout(60)
class RefusalCausesTest {
  private static final Threads ONE_LOOP = new Threads(1, 0, 0);
  private static final Limits ONE_RUNS = new Limits(10, 10, 1, 0, PairLimits.DEFAULT, 5000, 0);
  private static final Limits ONE_WAITS = new Limits(10, 10, 1, 1, PairLimits.DEFAULT, 5000, 0);
  private static final Limits ONE_ON_A_CONNECTION =
      new Limits(10, 1, 10, 0, PairLimits.DEFAULT, 5000, 0);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void goOn() {
    goOn.countDown();
  }

  private void hold(FcgiRequest request, ResponseStream response) throws IOException {
    inside.countDown();
    await(goOn);
    answer(response, "done " + request.id());
  }

  private static byte[] request(int id) {
    return ScriptedPeer.request(id, true, get("/", NO_MORE), NOTHING);
  }

  private void assertRefused(RefusalCause cause, long count) {
    assertRefused(Map.of(cause, count));
  }

  /** The answer may be here before it is counted; by its status it is counted last. */
  private void assertRefused(Map<RefusalCause, Long> expected) {
    Monitor monitor = fcgi.server().monitor();
    long total = sum(expected.values());
    while (sum(monitor.refusals().values()) < total) {
      Thread.onSpinWait();
    }
    Map<RefusalCause, Long> causes = new EnumMap<>(monitor.refusalsByCause());
    assertEquals(EnumSet.allOf(RefusalCause.class), causes.keySet());
    causes.values().removeIf(count -> count == 0);
    assertEquals(expected, causes);
    assertEquals(total, sum(monitor.refusals().values()));
    assertEquals(total, monitor.counts().of(Counter.REQUESTS_REFUSED));
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  static Stream<Arguments> hopeless() {
    return Stream.of(
        arguments("half a pair", RefusalCause.PARAMETERS_MALFORMED),
        arguments("a pair without its value", RefusalCause.PARAMETERS_MALFORMED),
        arguments("parameters of 400 KB", RefusalCause.PARAMETERS_TOO_LARGE),
        arguments("a body before its parameters", RefusalCause.OUT_OF_ORDER));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hopeless")
  void ofWhatCannotBeRead(String problem, RefusalCause cause) throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold);
    for (int i = 1; i <= 3; i++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(HopelessRequests.as(Role.RESPONDER).get(problem));
        peer.answer(1);
      }
      assertRefused(cause, i);
    }
  }

  @Test
  void ofARoleThatIsNotPlayed() throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.begin(1, Role.AUTHORIZER, true));
      peer.send(ScriptedPeer.begin(2, Role.FILTER, true));
      assertEquals(403, peer.answer(1).status());
      assertEquals(501, peer.answer(2).status());
      assertRefused(RefusalCause.ROLE, 2);
    }
  }

  @Test
  void ofABodyThatIsTooLongToBeFiltered() throws IOException {
    Endpoint endpoint =
        fcgi.serve(as(EnumSet.of(Role.FILTER), this::hold), ONE_RUNS, Threads.defaults());
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, Role.FILTER, true, get("/", NO_MORE)));
      peer.send(ScriptedPeer.stream(RecordType.STDIN, 1, new byte[200_000]));
      assertEquals(413, peer.answer(1).status());
      assertRefused(RefusalCause.BODY_TOO_LONG, 1);
    }
  }

  @Test
  void ofOneTooManyOnAConnection() throws IOException {
    assertSecondRefused(ONE_ON_A_CONNECTION, Timeouts.DEFAULT, RefusalCause.CONNECTION_FULL);
  }

  @Test
  void ofOneTooManyInTheQueue() throws IOException {
    assertSecondRefused(ONE_RUNS, Timeouts.DEFAULT, RefusalCause.QUEUE_FULL);
  }

  @Test
  void ofOneThatWaitsTooLong() throws IOException {
    assertSecondRefused(ONE_WAITS, impatient(), RefusalCause.QUEUED_TOO_LONG);
  }

  private static Timeouts impatient() {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(
        usual.parameters(), usual.body(), usual.write(), usual.idle(), Duration.ofMillis(1));
  }

  private void assertSecondRefused(Limits limits, Timeouts timeouts, RefusalCause cause)
      throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold, limits, timeouts, ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1));
      await(inside);
      peer.send(request(2));
      assertEquals(503, peer.answer(2).status());
      assertRefused(cause, 1);
    }
  }

  @Test
  void ofOneWhoseParametersDoNotCome() throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold, hurrying());
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.begin(1, Role.RESPONDER, true));
      assertEquals(408, peer.answer(1).status());
      assertRefused(RefusalCause.PARAMETERS_LATE, 1);
    }
  }

  private static Timeouts hurrying() {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(
        Duration.ofMillis(1), usual.body(), usual.write(), usual.idle(), usual.queue());
  }

  @Test
  void ofOneThatTheServerFailsToServe() throws IOException {
    fcgi.events().whenAdmitted = RefusalCausesTest::fail;
    Endpoint endpoint = fcgi.serve(this::hold);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1));
      assertEquals(503, peer.answer(1).status());
      assertRefused(RefusalCause.FAULT, 1);
    }
  }

  private static void fail() {
    throw new IllegalStateException("thrown by the test");
  }

  @Test
  void ofOneThatStillWaitsWhenTheServerStops() throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold, ONE_WAITS, ONE_LOOP);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1));
      await(inside);
      peer.send(request(2));
      awaitQueued();
      fcgi.server().close();
      assertEquals(503, peer.answer(2).status());
      assertRefused(RefusalCause.SERVER_STOPS, 1);
    }
  }

  private void awaitQueued() {
    while (fcgi.server().queuedRequests() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void ofOneOnAConnectionThatComesToItsEnd() throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(2), HopelessRequests.as(Role.RESPONDER).get("half a pair"), request(3));
      assertEquals(503, peer.answer(3).status());
      assertRefused(
          Map.of(RefusalCause.PARAMETERS_MALFORMED, 1L, RefusalCause.CONNECTION_CLOSING, 1L));
    }
  }

  @Test
  void ofOneWhoseFrontEndGoesWhileItWaits() throws IOException {
    Endpoint endpoint = fcgi.serve(this::hold, ONE_WAITS, ONE_LOOP);
    try (ScriptedPeer first = ScriptedPeer.connect(endpoint)) {
      first.send(request(1));
      await(inside);
      try (ScriptedPeer second = ScriptedPeer.connect(endpoint)) {
        second.send(request(1));
        awaitQueued();
      }
      assertRefused(RefusalCause.FRONT_END_GONE, 1);
    }
  }
}
