package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Front ends that send good, bad and broken-off streams in random pieces to an application that
 * does as it likes. Whatever they do, what is answered is answered by the rules, and nothing is
 * left over. {@code -Dculvert.fuzz.rounds=} and {@code -Dculvert.fuzz.seed=} ask for more, or for
 * one case again.
 */
class ConnectionFuzzTest {
  private static final int ROUNDS = Integer.getInteger("culvert.fuzz.rounds", 12);
  private static final long SEED = Long.getLong("culvert.fuzz.seed", 20_251);
  private static final int LOOPS = 2;
  private static final int PEERS = 8;
  private static final int STREAMS = 15;

  /** Small enough that bodies fill memory, spill, and stop the connection from being read. */
  private static final Limits LIMITS =
      new Limits(100, 6, 12, 5, new PairLimits(4000, 60, 2000, 20), 3000, 20_000);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  @Timeout(3600)
  void nothingIsLeftOverWhateverFrontEndsAndApplicationsDo() throws Exception {
    long descriptors = openDescriptors();
    Set<Thread> others = Thread.getAllStackTraces().keySet();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        FickleApplication application = new FickleApplication(SEED)) {
      Endpoint endpoint = fcgi.serve(application, LIMITS, new Threads(LOOPS, 0, 0));
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<Void>> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
          long seed = SEED + round * (long) PEERS + i;
          peers.add(executor.submit(new Peer(endpoint, seed)));
        }
        for (Future<Void> peer : peers) {
          peer.get();
        }
        everyLoopIsAlive(endpoint);
      }
      assertTrue(fcgi.server().drain(Duration.ofSeconds(20)), "something goes on for ever");
    }
    assertEquals(0, fcgi.server().runningRequests());
    assertEquals(fcgi.events().opened.get(), fcgi.events().closed.get());
    assertEquals("[]", fcgi.events().faults.toString());
    long more = openDescriptors() - descriptors;
    assertTrue(more < PEERS * STREAMS / 2, "descriptors left open: " + more);
    Set<Thread> threads = threadsOfTheServer(others);
    assertTrue(threads.size() > LOOPS, () -> "these cannot be all: " + threads);
    fcgi.server().close();
    threads.addAll(threadsOfTheServer(others));
    for (Thread thread : threads) {
      assertTrue(thread.join(Duration.ofSeconds(30)), thread + " goes on for ever");
    }
    assertEquals(0, fcgi.server().threadUse().heldUp());
    virtualThreadsEnd();
  }

  /** They come back a moment after the request that they served is over. */
  private void virtualThreadsEnd() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (fcgi.server().threadUse().virtual() > 0) {
      assertTrue(System.nanoTime() < deadline, () -> "left: " + fcgi.server().threadUse());
      Thread.onSpinWait();
    }
  }

  private static Set<Thread> threadsOfTheServer(Set<Thread> others) {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(others);
    threads.removeIf(thread -> !thread.getName().startsWith("culvert-"));
    return threads;
  }

  private static long openDescriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  private static void everyLoopIsAlive(Endpoint endpoint) throws IOException {
    for (int loop = 0; loop < LOOPS; loop++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(ScriptedPeer.request(1, false, ScriptedPeer.get("/plain", Map.of()), NOTHING));
        assertEquals(200, peer.answer(1).status());
      }
    }
  }

  /** Plays some streams, each on a connection of its own. */
  private record Peer(Endpoint endpoint, long seed) implements Callable<Void> {
    @Override
    public Void call() throws Exception {
      Random random = new Random(seed);
      for (int i = 0; i < STREAMS; i++) {
        new FuzzedStream(random).play(endpoint);
      }
      return null;
    }
  }
}
