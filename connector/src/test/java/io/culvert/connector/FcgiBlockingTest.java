package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.ThreadUse;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that keep threads waiting. */
@Timeout(60)
class FcgiBlockingTest {
  private static final int LOOPS = 3;

  private final AtomicInteger onPlatform = new AtomicInteger();

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger blocked = new AtomicInteger();

  @AfterEach
  void openGate() {
    gate.countDown();
  }

  private static byte[] request(int id, String uri) {
    return ScriptedPeer.request(id, true, get(uri, NO_MORE), NOTHING);
  }

  private void block() {
    blocked.incrementAndGet();
    await(gate);
    blocked.decrementAndGet();
  }

  private void awaitBlocked(int count) {
    while (blocked.get() != count) {
      Thread.onSpinWait();
    }
  }

  /** Connections are given to the loops in turn. */
  private static List<ScriptedPeer> oneForEachLoop(Endpoint endpoint) throws IOException {
    List<ScriptedPeer> peers = new ArrayList<>();
    for (int i = 0; i < LOOPS; i++) {
      peers.add(ScriptedPeer.connect(endpoint));
    }
    return peers;
  }

  /**
   * Every so many requests of a route one blocks until the end; requests of another route are
   * answered meanwhile, on the same loops and connections.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void requestsThatBlockHoldUpNoOtherOnAnyLoop(int everySoMany) throws IOException {
    AtomicInteger count = new AtomicInteger();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/blocks") && count.getAndIncrement() % everySoMany == 0) {
                block();
              }
              answer(response, uri(request));
            },
            Limits.DEFAULT,
            new Threads(LOOPS, 0, 0));
    int each = 30;
    int blocking = (LOOPS * each + everySoMany - 1) / everySoMany;
    List<ScriptedPeer> peers = oneForEachLoop(endpoint);
    for (ScriptedPeer peer : peers) {
      for (int id = 1001; id <= 1000 + each; id++) {
        peer.send(request(id, "/blocks"));
      }
    }
    awaitBlocked(blocking);
    for (ScriptedPeer peer : peers) {
      assertAnswered(peer, 100);
    }
    assertEquals(blocking, blocked.get());
    awaitThreadsInUse(blocking); // a quick request's thread is given back after its answer
    gate.countDown();
    awaitBlocked(0);
    awaitThreadsInUse(0);
    for (ScriptedPeer peer : peers) {
      peer.close();
    }
  }

  private void awaitThreadsInUse(int count) {
    ThreadUse use = fcgi.server().threadUse();
    while (use.heldUp() + use.platform() + use.virtual() != count) {
      Thread.onSpinWait();
      use = fcgi.server().threadUse();
    }
  }

  @Test
  void twoThousandRequestsThatBlockForASecondAreAllInsideAtOnce() throws IOException {
    int peers = 20;
    int each = 100;
    CountDownLatch inside = new CountDownLatch(peers * each);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              inside.countDown();
              LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
              await(inside);
              answer(response, "together");
            });
    List<ScriptedPeer> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < peers; i++) {
      ScriptedPeer peer = ScriptedPeer.connect(endpoint);
      all.add(peer);
      for (int id = 1; id <= each; id++) {
        peer.send(request(id, "/blocks"));
      }
    }
    for (ScriptedPeer peer : all) {
      for (int ended = 0; ended < each; ) {
        if (peer.next() instanceof Record.EndRequest) {
          ended++;
        }
      }
      peer.close();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("2,000 requests that block for a second took " + millis + " ms");
    assertEquals(0, inside.getCount());
    assertEquals(peers * each, fcgi.events().started.get());
  }

  @Test
  void noMoreSlowRequestsRunOnPlatformThreadsThanConfiguredAndTheOthersAreToldInTime()
      throws IOException {
    CountDownLatch full = new CountDownLatch(2);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (!uri(request).equals("/quick")) {
                if (Thread.currentThread().getName().startsWith("culvert-request")) {
                  onPlatform.incrementAndGet();
                  full.countDown();
                }
                await(gate);
              }
              answer(response, uri(request));
            },
            Limits.DEFAULT,
            impatient(Duration.ofSeconds(1)),
            new Threads(1, 1, 2));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer quick = ScriptedPeer.connect(endpoint)) {
      // what a page is not yet practised in may take so long that it is thought to be slow
      assertAnswered(quick, 100);
      int id = 0;
      while (full.getCount() > 0) {
        peer.send(request(++id, "/slow"));
        assertAnswered(quick, 10);
      }
      peer.send(request(++id, "/slow"));
      assertEquals(503, peer.answer(id).status());
      assertEquals(2, onPlatform.get());
      assertEquals(2, fcgi.server().threadUse().platform());
      assertEquals(2, fcgi.server().threadUse().platformMax());
      assertEquals(0, fcgi.server().queuedRequests());
    }
  }

  @Test
  void aFrontEndThatStopsSendingWhileItsRequestRunsAfterAWaitForAThreadGetsItsAnswer()
      throws IOException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch lastRuns = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/quick")) {
                answer(response, uri(request));
                return;
              }
              if (Thread.currentThread().getName().startsWith("culvert-request")) {
                boolean isLast = uri(request).equals("/slow?last");
                onPlatform.getAndIncrement();
                if (isLast) {
                  lastRuns.countDown();
                }
                await(isLast ? second : first);
              } else {
                await(gate);
              }
              answer(response, "slow");
            },
            Limits.DEFAULT,
            impatient(Duration.ofSeconds(60)),
            new Threads(1, 1, 1));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer last = ScriptedPeer.connect(endpoint);
        ScriptedPeer quick = ScriptedPeer.connect(endpoint)) {
      assertAnswered(quick, 100);
      for (int id = 1; onPlatform.get() == 0; id++) {
        peer.send(request(id, "/slow"));
        assertAnswered(quick, 10);
      }
      last.send(request(1, "/slow?last"));
      while (fcgi.server().queuedRequests() == 0) {
        Thread.onSpinWait();
      }
      first.countDown();
      await(lastRuns);
      last.shutdownOutput();
      assertAnswered(quick, 100);
      second.countDown();
      assertEquals("slow", last.answer(1).body());
    }
  }

  private static void assertAnswered(ScriptedPeer peer, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      peer.send(request(1, "/quick"));
      assertEquals("/quick", peer.answer(1).body());
    }
  }

  private static Timeouts impatient(Duration queue) {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(usual.parameters(), usual.body(), usual.write(), usual.idle(), queue);
  }

  @Test
  void anEndOfTheServerWhileRequestsWaitForThreadsLeavesNothingBehind() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              block();
              answer(response, "late");
            },
            Limits.DEFAULT,
            impatient(Duration.ZERO),
            new Threads(2, 0, 1));
    List<ScriptedPeer> peers = oneForEachLoop(endpoint);
    int id = 0;
    while (fcgi.server().queuedRequests() == 0) {
      peers.get(++id % LOOPS).send(request(id, "/slow"));
    }
    fcgi.server().close();
    for (ScriptedPeer peer : peers) {
      assertThrows(IOException.class, () -> peer.answer(0));
      peer.close();
    }
    gate.countDown();
    while (fcgi.server().runningRequests() > 0 || fcgi.server().queuedRequests() > 0) {
      Thread.onSpinWait();
    }
  }
}
