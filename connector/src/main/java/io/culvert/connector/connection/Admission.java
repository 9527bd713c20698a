package io.culvert.connector.connection;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the number of requests that run, and of those that wait for it, bounded over all
 * connections. The waiting itself is done by the loops, each with the requests of its own
 * connections; here they are only counted.
 */
public final class Admission {
  private final Places places;
  private final int mostQueued;
  private final AtomicInteger queued = new AtomicInteger();

  /**
   * @param mostRunning how many requests may run at once
   * @param mostQueued how many more may wait until they may run
   */
  public Admission(int mostRunning, int mostQueued) {
    this.places = new Places(mostRunning);
    this.mostQueued = mostQueued;
  }

  /** Whoever takes one of these must see to it that it is given back by a request's end. */
  public Places places() {
    return places;
  }

  /** Counts a request that has to wait, unless too many do already. */
  public boolean queue() {
    if (queued.incrementAndGet() <= mostQueued) {
      return true;
    }
    queued.decrementAndGet();
    return false;
  }

  /** A request that was counted by {@link #queue} waits no longer. */
  public void unqueue() {
    queued.decrementAndGet();
  }

  /** The number of requests that run now. */
  public int running() {
    return places.taken();
  }

  /** The number of requests that wait now because too many run. */
  public int queued() {
    return Math.min(queued.get(), mostQueued);
  }
}
