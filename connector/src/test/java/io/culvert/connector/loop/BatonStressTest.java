package io.culvert.connector.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatonStressTest {
  private static final int STEPS = 200_000;

  @Test
  void aTicketFitsOnce() {
    Baton baton = new Baton();
    long ticket = baton.layDown();
    assertTrue(Baton.isLying(ticket));
    assertTrue(baton.pickUp(ticket));
    assertFalse(baton.pickUp(ticket));
    assertFalse(Baton.isLying(baton.ticket()));
    baton.layDown();
    assertFalse(baton.pickUp(ticket));
  }

  /**
   * A loop of {@value #STEPS} steps whose holder lays the baton down at each step, while watches
   * pick it up at random and have another thread go on: every step is done once, in order, by one
   * thread at a time, and what one holder wrote without any other care the next one sees.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4000})
  void stepsAreDoneOnceAndInOrderWhoeverHoldsTheBaton(long seed) throws InterruptedException {
    Relay relay = new Relay(seed);
    relay.run();
    assertEquals(STEPS, relay.steps);
    assertEquals(STEPS, relay.trace.size());
    for (int i = 0; i < STEPS; i++) {
      assertEquals(i, relay.trace.get(i));
    }
    assertEquals(0, relay.overlaps.get());
  }

  private static final class Relay {
    private final Baton baton = new Baton();
    private final Random random;
    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final LinkedTransferQueue<Boolean> handOvers = new LinkedTransferQueue<>();
    // plain on purpose: only the baton keeps them safe
    private final List<Integer> trace = new ArrayList<>();
    private int steps;

    Relay(long seed) {
      this.random = new Random(seed);
    }

    void run() throws InterruptedException {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        threads.add(Thread.ofPlatform().start(this::spare));
      }
      for (int i = 0; i < 2; i++) {
        long seed = random.nextLong();
        threads.add(Thread.ofPlatform().start(() -> watch(new Random(seed))));
      }
      handOvers.add(true);
      end.await();
      done.set(true);
      for (int i = 0; i < 3; i++) {
        handOvers.add(false);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private void spare() {
      try {
        while (handOvers.take()) {
          hold();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void hold() {
      while (steps < STEPS) {
        if (holders.incrementAndGet() != 1) {
          overlaps.incrementAndGet();
        }
        trace.add(steps);
        steps++;
        holders.decrementAndGet();
        long ticket = baton.layDown();
        if ((ticket & 0xFF) == 1) {
          LockSupport.parkNanos(1);
        }
        if (!baton.pickUp(ticket)) {
          return;
        }
      }
      end.countDown();
    }

    private void watch(Random random) {
      while (!done.get()) {
        long ticket = baton.ticket();
        if (Baton.isLying(ticket) && random.nextInt(4) == 0 && baton.pickUp(ticket)) {
          handOvers.add(true);
        }
        if (random.nextInt(1000) == 0) {
          LockSupport.parkNanos(1);
        }
      }
    }
  }
}
