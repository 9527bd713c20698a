package io.culvert.container.logging;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Log entries of one kind, of which a client can cause as many as it likes: the first ones of a
 * minute are written, the others are only counted, and their number is told when the minute is
 * over. Any thread; takes no lock.
 */
final class Flood {
  /** How many entries of a kind a minute may have. */
  static final int MOST = 10;

  private final Executor minuteLater;
  private final IntConsumer telling;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param minuteLater runs what it is given when a minute has passed
   * @param telling writes how many entries were left out
   */
  Flood(Executor minuteLater, IntConsumer telling) {
    this.minuteLater = minuteLater;
    this.telling = telling;
  }

  /** Whether another entry is to be written. */
  boolean hasRoom() {
    int seen = count.incrementAndGet();
    if (seen == 1) {
      minuteLater.execute(this::endMinute);
    }
    return seen <= MOST;
  }

  /** Tells what was left out, if anything was, and begins anew. */
  void endMinute() {
    int seen = count.getAndSet(0);
    if (seen > MOST) {
      telling.accept(seen - MOST);
    }
  }
}
