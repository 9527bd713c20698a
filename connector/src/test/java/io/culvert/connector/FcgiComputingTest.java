package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that use up the processors, on routes that are known for it. */
@Timeout(60)
class FcgiComputingTest {
  /** More than what makes a request one that computes. */
  private static final long MUCH = TimeUnit.MILLISECONDS.toNanos(30);

  private static final int SPINNERS = Runtime.getRuntime().availableProcessors() + 1;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger spinning = new AtomicInteger();
  private final AtomicInteger spinningVirtually = new AtomicInteger();
  private final AtomicInteger waitingVirtually = new AtomicInteger();

  @AfterEach
  void letGo() {
    stop.set(true);
    gate.countDown();
  }

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    switch (uri(request)) {
      case "/computes?a lot" -> compute();
      case "/computes?for ever" -> spin();
      case "/waits?for ever" -> {
        waitingVirtually.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
        await(gate);
      }
      default -> {}
    }
    Thread thread = Thread.currentThread();
    answer(response, thread.isVirtual() ? "virtual" : thread.getName());
  }

  private void compute() {
    long end = processor.getCurrentThreadCpuTime() + MUCH;
    while (processor.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void spin() {
    spinningVirtually.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
    spinning.incrementAndGet();
    while (!stop.get()) {
      Thread.onSpinWait();
    }
    spinning.decrementAndGet();
  }

  private static byte[] request(int id, String uri) {
    return ScriptedPeer.request(id, true, get(uri, NO_MORE), NOTHING);
  }

  /** Asks until the route is served off the loops, and a few times more. */
  private static void teach(ScriptedPeer peer, String uri) throws IOException {
    int apart = 0;
    while (apart < 4) {
      peer.send(request(1, uri));
      if (peer.answer(1).body().startsWith("culvert-request")) {
        apart++;
      }
    }
  }

  @Test
  void requestsThatSpinOnAllProcessorsDoNotHoldUpOneOnAVirtualThread() throws IOException {
    Limits many = new Limits(100, 10_000, 8192, 100, Limits.DEFAULT.parameters(), 5000, 100_000);
    Endpoint endpoint = fcgi.serve(this::serve, many, new Threads(2, 0, 0));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer waiting = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      teach(peer, "/computes?a lot");
      int id = 0;
      while (waitingVirtually.get() == 0) {
        waiting.send(request(++id, "/waits?for ever"));
      }
      for (int i = 1; i <= SPINNERS; i++) {
        peer.send(request(i, "/computes?for ever"));
      }
      while (spinning.get() < SPINNERS) {
        Thread.onSpinWait();
      }
      other.send(request(1, "/waits"));
      assertEquals("virtual", other.answer(1).body());
      other.send(request(1, "/new"));
      assertFalse(other.answer(1).body().isEmpty());
      assertEquals(SPINNERS, spinning.get());
      assertEquals(0, spinningVirtually.get());
    }
  }

  @Test
  void requestsThatSpinOnEveryLoopHoldUpNoOther() throws IOException {
    int loops = 2;
    Endpoint endpoint = fcgi.serve(this::serve, Limits.DEFAULT, new Threads(loops, 0, 0));
    List<ScriptedPeer> peers = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      ScriptedPeer peer = ScriptedPeer.connect(endpoint);
      peers.add(peer);
      peer.send(request(1, "/computes?for ever"));
    }
    while (spinning.get() < loops) {
      Thread.onSpinWait();
    }
    for (ScriptedPeer peer : peers) {
      for (int i = 0; i < 100; i++) {
        peer.send(request(2, "/quick"));
        assertTrue(peer.answer(2).body().startsWith("culvert-loop"));
      }
    }
    assertEquals(loops, spinning.get());
    stop.set(true);
    for (ScriptedPeer peer : peers) {
      assertEquals(200, peer.answer(1).status());
      peer.close();
    }
  }
}
