package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many passwords may be hashed at once. */
@Timeout(60)
class HashPermitsTest {
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    clients.close();
  }

  private Future<Boolean> slow(HashPermits permits) {
    return clients.submit(
        () ->
            permits.compare(
                () -> {
                  begun.countDown();
                  await(end);
                  return true;
                }));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoFindsNoTurnInTimeIsToldThatItCannotBeSaid() throws Exception {
    HashPermits permits = new HashPermits(1, 10, Duration.ofMillis(1));
    Future<Boolean> first = slow(permits);
    begun.await();
    assertThrows(UnavailableException.class, () -> permits.compare(() -> true));
    end.countDown();
    assertTrue(first.get());
    assertFalse(permits.compare(() -> false), "the turn is free again");
  }

  @Test
  void whoFindsTheQueueFullDoesNotWait() throws Exception {
    HashPermits permits = new HashPermits(1, 1, Duration.ofHours(1));
    Future<Boolean> first = slow(permits);
    begun.await();
    Future<Boolean> waiting = clients.submit(() -> permits.compare(() -> true));
    while (permits.waiting() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThrows(UnavailableException.class, () -> permits.compare(() -> true));
    end.countDown();
    assertTrue(first.get());
    assertTrue(waiting.get(), "who waited had a turn");
  }

  @Test
  void whoComesWhenATurnIsFreeStandsBehindThoseWhoWaitForIt() throws Exception {
    HashPermits permits = new HashPermits(1, 10, Duration.ofHours(1));
    List<String> turns = new CopyOnWriteArrayList<>();
    Future<Boolean> firstAndLast =
        clients.submit(
            () ->
                permits.compare(
                        () -> {
                          begun.countDown();
                          await(end);
                          return turns.add("first");
                        })
                    && permits.compare(() -> turns.add("once more")));
    begun.await();
    Future<Boolean> waiting = clients.submit(() -> permits.compare(() -> turns.add("waiting")));
    while (permits.waiting() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    end.countDown();
    assertTrue(waiting.get() && firstAndLast.get());
    assertEquals(List.of("first", "waiting", "once more"), turns);
  }

  @Test
  void noMoreThanAllowedAreHashedAtOnce() throws Exception {
    HashPermits permits = new HashPermits(2, 100, Duration.ofHours(1));
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          clients.submit(
              () ->
                  permits.compare(
                      () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(1_000);
                        return running.decrementAndGet() >= 0;
                      })));
    }
    for (Future<Boolean> each : all) {
      assertTrue(each.get());
    }
    assertTrue(most.get() <= 2, most + " at once");
    assertEquals(0, permits.waiting());
  }

  @Test
  void aComparisonThatFailsGivesItsTurnBack() {
    HashPermits permits = new HashPermits(1, 0, Duration.ZERO);
    assertThrows(
        IllegalStateException.class,
        () ->
            permits.compare(
                () -> {
                  throw new IllegalStateException("no such algorithm");
                }));
    assertTrue(permits.compare(() -> true));
  }
}
