package io.culvert.connector.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlatformThreadsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final CountDownLatch gate = new CountDownLatch(1);

  private void hold(PlatformThreads threads) {
    CountDownLatch inside = new CountDownLatch(1);
    assertTrue(threads.places().take());
    assertTrue(
        threads.run(
            () -> {
              inside.countDown();
              await(gate);
            }));
    await(inside);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFirstThreadsAreThereBeforeAnyRequest() {
    try (PlatformThreads threads = new PlatformThreads(3, 5, LONG)) {
      assertEquals(3, threads.size());
    }
  }

  @Test
  void threadsThatAreThereServeBeforeNewOnesAreMade() {
    try (PlatformThreads threads = new PlatformThreads(2, 5, LONG)) {
      for (int i = 0; i < 1000; i++) {
        CountDownLatch done = new CountDownLatch(1);
        assertTrue(threads.places().take());
        assertTrue(threads.run(done::countDown));
        await(done);
        while (threads.places().taken() > 0) {
          Thread.onSpinWait();
        }
      }
      assertTrue(threads.size() <= 3, "threads: " + threads.size());
    }
  }

  @Test
  void moreComeWithTheNeedUpToTheBoundAndGoWhenTheyHaveBeenIdle() {
    try (PlatformThreads threads = new PlatformThreads(1, 4, Duration.ofMillis(1))) {
      for (int i = 0; i < 4; i++) {
        hold(threads);
      }
      // one more if the first thread was not yet waiting for work
      assertTrue(threads.size() <= 5, "threads: " + threads.size());
      assertFalse(threads.places().take());
      gate.countDown();
      while (threads.size() > 1 || threads.places().taken() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(1, threads.size());
    }
  }

  @Test
  void afterTheEndThePlaceIsGivenBackThoughNothingRuns() {
    PlatformThreads threads = new PlatformThreads(0, 1, LONG);
    threads.close();
    assertTrue(threads.places().take());
    assertFalse(threads.run(() -> {}));
    assertEquals(0, threads.places().taken());
  }
}
