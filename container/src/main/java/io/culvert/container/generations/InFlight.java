package io.culvert.container.generations;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests under way, and knows when the last one has left after the door was closed.
 *
 * <p>A request counts as two halves: the application's code, which returns, and the exchange, which
 * completes. Either may be first: a redirect completes while the servlet runs on, an asynchronous
 * servlet returns long before. One number holds both the halves and, as its sign, the door.
 */
final class InFlight {
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicLong halves = new AtomicLong();
  private final CountDownLatch empty = new CountDownLatch(1);

  /** Lets a request in, both halves of it; false when the door is closed. */
  boolean enter() {
    long now = halves.get();
    while (now >= 0) {
      long seen = halves.compareAndExchange(now, now + 2);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  /** One half of a request has ended. */
  void leaveHalf() {
    if (halves.decrementAndGet() == CLOSED) {
      empty.countDown();
    }
  }

  /** Lets nobody in any more. */
  void close() {
    long before = halves.getAndUpdate(now -> now | CLOSED);
    if (before == 0) {
      empty.countDown();
    }
  }

  /** Requests of which at least one half runs; nearly exact while they come and go. */
  int running() {
    return (int) (((halves.get() & ~CLOSED) + 1) / 2);
  }

  /**
   * Waits until the door is closed and nobody is left.
   *
   * @return false if that takes longer
   */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    return empty.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
