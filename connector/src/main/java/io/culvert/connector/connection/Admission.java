package io.culvert.connector.connection;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the running requests of all connections and keeps their number bounded. */
public final class Admission {
  private final AtomicInteger running = new AtomicInteger();
  private final int most;

  /**
   * @param most how many requests may run at once
   */
  public Admission(int most) {
    this.most = most;
  }

  /** Takes a place, if there is one. */
  boolean enter() {
    if (running.incrementAndGet() <= most) {
      return true;
    }
    running.decrementAndGet();
    return false;
  }

  void leave() {
    running.decrementAndGet();
  }

  /** The number of requests that run now. */
  public int running() {
    return running.get();
  }
}
