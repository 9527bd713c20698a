package io.culvert.sample.waiting;

import java.util.concurrent.Semaphore;

/**
 * So many visitors may wait at the same time, and no more: the others are sent away at once instead
 * of queueing.
 */
final class Places {
  private final Semaphore free;

  Places(int count) {
    this.free = new Semaphore(count);
  }

  boolean take() {
    return free.tryAcquire();
  }

  /** Gives back a place that was taken; exactly once each. */
  void leave() {
    free.release();
  }
}
