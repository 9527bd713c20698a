package io.culvert.container.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets few passwords be hashed at once. A hash takes a tenth of a second of a processor by design,
 * so a flood of wrong passwords from many addresses would leave nothing for anybody else. A few
 * wait for their turn, in order and for a while; all others learn that it cannot be told now who
 * they are. Any thread.
 */
final class HashPermits {
  private final Semaphore permits;
  private final int queue;
  private final Duration patience;

  /**
   * @param atOnce how many are hashed at once
   * @param queue about how many may wait for that
   * @param patience how long
   */
  HashPermits(int atOnce, int queue, Duration patience) {
    this.permits = new Semaphore(atOnce, true);
    this.queue = queue;
    this.patience = patience;
  }

  /** Half of the processors; 32 may wait for three seconds, which is time for most of them. */
  static HashPermits usual() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new HashPermits(half, 32, Duration.ofSeconds(3));
  }

  /**
   * Compares a password with a hash when it is its turn.
   *
   * @throws UnavailableException if its turn does not come
   */
  boolean compare(BooleanSupplier comparison) {
    if (!goAtOnce() && !waitForTurn()) {
      throw new UnavailableException("too many passwords are being checked");
    }
    try {
      return comparison.getAsBoolean();
    } finally {
      permits.release();
    }
  }

  /** Taking a turn without waiting would pass over those who wait, and so nobody must. */
  private boolean goAtOnce() {
    return !permits.hasQueuedThreads() && permits.tryAcquire();
  }

  private boolean waitForTurn() {
    try {
      return permits.getQueueLength() < queue
          && permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** About how many wait. */
  int waiting() {
    return permits.getQueueLength();
  }
}
