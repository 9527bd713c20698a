package io.culvert.connector.loop;

import org.jspecify.annotations.Nullable;

/** The thread that runs a loop; nobody from a hand-over until the next one has begun. */
final class Holder {
  private volatile @Nullable Thread thread;

  /** The calling thread runs the loop now. */
  void begin() {
    thread = Thread.currentThread();
  }

  /** Nobody does; returns who did. */
  @Nullable Thread leave() {
    Thread before = thread;
    thread = null;
    return before;
  }

  /** Undoes {@link #leave}. */
  void restore(@Nullable Thread before) {
    thread = before;
  }

  /** Whether it waits for something, as far as the JVM can see. */
  boolean isWaiting() {
    Thread now = thread;
    return now != null
        && switch (now.getState()) {
          case BLOCKED, WAITING, TIMED_WAITING -> true;
          case NEW, RUNNABLE, TERMINATED -> false;
        };
  }

  /** Whether it has ended without anybody having taken over. */
  boolean isDead() {
    Thread now = thread;
    return now != null && !now.isAlive();
  }
}
