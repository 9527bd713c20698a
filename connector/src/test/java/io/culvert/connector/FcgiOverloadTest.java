package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.uri;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More requests than may run: some wait, for a while, and the others are told so. */
@Timeout(60)
class FcgiOverloadTest {
  private static final Duration FOR_EVER = Duration.ZERO;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> served = new CopyOnWriteArrayList<>();

  @AfterEach
  void openGate() {
    gate.countDown();
  }

  private Endpoint serve(int running, int queued, Duration queue, int loops) throws IOException {
    Limits few = new Limits(100, 1000, running, queued, Limits.DEFAULT.parameters(), 5000, 100_000);
    return fcgi.serve(this::serve, few, patient(queue), new Threads(loops, 0, 0));
  }

  private static Timeouts patient(Duration queue) {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(usual.parameters(), usual.body(), usual.write(), usual.idle(), queue);
  }

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    served.add(uri(request));
    if (uri(request).equals("/held")) {
      await(gate);
    }
    answer(response, uri(request));
  }

  private static byte[] request(int id, String uri) {
    return ScriptedPeer.request(id, true, get(uri, NO_MORE), NOTHING);
  }

  private static void assertTurnedAway(ScriptedPeer.Answer answer) {
    assertEquals(503, answer.status());
    assertTrue(answer.stdout().contains("\r\nRetry-After: 1\r\n"), answer.stdout());
    assertEquals(0, answer.appStatus());
    assertEquals(0, answer.protocolStatus());
  }

  private void awaitQueued(int count) {
    while (fcgi.server().queuedRequests() != count) {
      Thread.onSpinWait();
    }
  }

  /** A request has its place before it is with the application. */
  private void awaitServed(String uri) {
    while (!served.contains(uri)) {
      Thread.onSpinWait();
    }
  }

  private void awaitRunning(int count) {
    while (fcgi.server().runningRequests() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aRequestThatFindsNoPlaceIsServedWhenOneGetsFree() throws IOException {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 2);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer queued = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitServed("/held");
      queued.send(request(1, "/queued"));
      awaitQueued(1);
      assertEquals(List.of("/held"), served);
      gate.countDown();
      assertEquals("/queued", queued.answer(1).body());
      assertEquals("/held", held.answer(1).body());
      awaitRunning(0);
      assertEquals(0, fcgi.server().queuedRequests());
    }
  }

  @Test
  void aFullQueueTurnsAwayAtOnceAndNeighboursOnTheConnectionGoOn() throws IOException {
    Endpoint endpoint = serve(1, 1, FOR_EVER, 1);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, "/held"));
      awaitRunning(1);
      peer.send(request(3, "/queued"), request(5, "/refused"));
      assertTurnedAway(peer.answer(5));
      peer.send(ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING));
      assertInstanceOf(Record.GetValuesResult.class, peer.next());
      peer.send(request(5, "/refused again"));
      assertTurnedAway(peer.answer(5));
      gate.countDown();
      assertEquals("/held", peer.answer(1).body());
      assertEquals("/queued", peer.answer(3).body());
      assertEquals(List.of("/held", "/queued"), served);
    }
  }

  @Test
  void whoWaitsTooLongIsTurnedAwayThoughNothingElseHappens() throws IOException {
    Endpoint endpoint = serve(1, 10, Duration.ofMillis(300), 1);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer queued = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      queued.send(request(1, "/queued"));
      assertTurnedAway(queued.answer(1));
      assertEquals(0, fcgi.server().queuedRequests());
      gate.countDown();
      assertEquals("/held", held.answer(1).body());
      awaitRunning(0);
      queued.send(request(1, "/next"));
      assertEquals("/next", queued.answer(1).body());
      assertEquals(List.of("/held", "/next"), served);
    }
  }

  @Test
  void aLoopThatIsBusyComputingServesNobodyWhoHasWaitedTooLong() throws IOException {
    int requests = 200;
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              long end = System.nanoTime() + 1_000_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              serve(request, response);
            },
            new Limits(10, 1000, 1000, 0, Limits.DEFAULT.parameters(), 5000, 100_000),
            patient(Duration.ofMillis(2)),
            new Threads(1, 0, 0));
    byte[][] all = new byte[requests][];
    for (int i = 0; i < requests; i++) {
      all[i] = request(i + 1, "/" + i);
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.join(all));
      Map<String, Integer> answers = countAnswers(peer, requests);
      int well = answers.getOrDefault("Status: 200 OK", 0);
      assertEquals(requests - well, answers.get("Status: 503 Service Unavailable"));
      assertEquals(well, served.size());
      assertTrue(well > 0, "nobody was served");
    }
  }

  /** How many answers begin with which line, in whatever order they come. */
  private static Map<String, Integer> countAnswers(ScriptedPeer peer, int requests)
      throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    int ended = 0;
    while (ended < requests) {
      switch (peer.next()) {
        case Record.Stdout(int _, ByteBuffer content) when content.hasRemaining() ->
            counts.merge(
                ISO_8859_1.decode(content).toString().lines().findFirst().orElse(""),
                1,
                Integer::sum);
        case Record.EndRequest _ -> ended++;
        default -> {}
      }
    }
    return counts;
  }

  @Test
  void aQueuedRequestThatIsTakenBackLeavesTheQueueAndIsNeverServed() throws IOException {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 1);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      peer.send(
          request(1, "/taken back"),
          ScriptedPeer.head(2, true, get("/taken back in mid body", NO_MORE)),
          ScriptedPeer.record(RecordType.STDIN, 2, bytes("part")),
          request(3, "/kept"));
      awaitQueued(3);
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertTurnedAway(peer.answer(1));
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 2, NOTHING));
      assertTurnedAway(peer.answer(2));
      awaitQueued(1);
      gate.countDown();
      assertEquals("/kept", peer.answer(3).body());
      assertEquals(List.of("/held", "/kept"), served);
    }
  }

  @Test
  void requestsOfAFrontEndThatHasGoneLeaveTheQueueAndAreNeverServed() throws IOException {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 1);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer kept = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      try (ScriptedPeer gone = ScriptedPeer.connect(endpoint)) {
        gone.send(request(1, "/gone"), request(2, "/gone"));
        awaitQueued(2);
      }
      awaitQueued(0);
      kept.send(request(1, "/kept"));
      awaitQueued(1);
      gate.countDown();
      assertEquals("/kept", kept.answer(1).body());
      assertEquals(List.of("/held", "/kept"), served);
    }
  }

  @Test
  void aFrontEndThatOnlyStopsSendingIsToldThatItsQueuedRequestWasTurnedAway() throws IOException {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 1);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      peer.send(request(1, "/queued"));
      awaitQueued(1);
      peer.shutdownOutput();
      assertTurnedAway(peer.answer(1));
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void loopsTakeTurnsHoweverManyRequestsWaitOnOneOfThem() throws IOException {
    int many = 100;
    Endpoint endpoint = serve(1, 1000, FOR_EVER, 2);
    try (ScriptedPeer greedy = ScriptedPeer.connect(endpoint);
        ScriptedPeer modest = ScriptedPeer.connect(endpoint)) {
      greedy.send(request(1, "/held"));
      awaitRunning(1);
      for (int id = 2; id <= many; id++) {
        greedy.send(request(id, "/greedy"));
      }
      awaitQueued(many - 1);
      modest.send(request(1, "/modest"));
      awaitQueued(many);
      gate.countDown();
      assertEquals("/modest", modest.answer(1).body());
      for (int id = 2; id <= many; id++) {
        assertEquals("/greedy", greedy.answer(id).body());
      }
      assertTrue(served.indexOf("/modest") <= 3, served::toString);
    }
  }

  @Test
  void drainingServesWhatIsQueued() throws Exception {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 2);
    Thread draining =
        Thread.ofVirtual().unstarted(() -> fcgi.server().drain(Duration.ofSeconds(30)));
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer queued = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      queued.send(request(1, "/queued"));
      awaitQueued(1);
      draining.start();
      gate.countDown();
      assertEquals("/queued", queued.answer(1).body());
      assertEquals("/held", held.answer(1).body());
      assertTrue(queued.isClosedByServer());
    }
    draining.join();
    assertEquals(0, fcgi.server().runningRequests());
  }

  @Test
  void closingTheServerLetsGoOfWhatIsQueued() throws IOException {
    Endpoint endpoint = serve(1, 10, FOR_EVER, 2);
    try (ScriptedPeer held = ScriptedPeer.connect(endpoint);
        ScriptedPeer queued = ScriptedPeer.connect(endpoint)) {
      held.send(request(1, "/held"));
      awaitRunning(1);
      queued.send(request(1, "/queued"));
      awaitQueued(1);
      fcgi.server().close();
      assertTrue(queued.isClosedByServer());
      gate.countDown();
      awaitQueued(0);
      awaitRunning(0);
      assertEquals(List.of("/held"), served);
    }
  }
}
