package io.culvert.connector.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of places, and the line of those who wait for one. A place that gets free goes
 * to the head of the line; who comes while there is a line has to join it. While nobody waits, to
 * take and to give back is one step on one number each, and there is never a lock.
 */
public final class Places {
  /** Somebody who waits; never in the line twice at once. */
  public interface Waiter {
    /** A place is the waiter's now. Called by any thread; must not wait. */
    void granted();
  }

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();
  private final Queue<Waiter> line = new ConcurrentLinkedQueue<>();

  /**
   * @param most how many there are
   */
  public Places(int most) {
    this.most = most;
  }

  /** Takes a place, if one is free and nobody waits for it. */
  public boolean take() {
    return take(0);
  }

  /**
   * Takes a place, if nobody waits for it and more than some are free.
   *
   * @param spared how many must be left
   */
  public boolean take(int spared) {
    return line.isEmpty() && takeOneOf(most - spared);
  }

  /** Joins the line. The place may be granted before this returns. */
  public void await(Waiter waiter) {
    line.add(waiter);
    // the last place may have been given back just before, by somebody who saw no line
    grantWhatIsFree();
  }

  /** Gives a place back. */
  public void giveBack() {
    taken.decrementAndGet();
    if (!line.isEmpty()) {
      grantWhatIsFree();
    }
  }

  /**
   * Whoever gives a place back or joins the line comes here afterwards. So when there is a place
   * and somebody who waits, there is also somebody who brings them together.
   */
  private void grantWhatIsFree() {
    while (!line.isEmpty() && takeOneOf(most)) {
      Waiter first = line.poll();
      if (first == null) {
        taken.decrementAndGet();
      } else {
        first.granted();
      }
    }
  }

  /** Never takes more for a moment than there are: others would give up for nothing. */
  private boolean takeOneOf(int bound) {
    int count = taken.get();
    while (count < bound) {
      int seen = taken.compareAndExchange(count, count + 1);
      if (seen == count) {
        return true;
      }
      count = seen;
    }
    return false;
  }

  /** The number of places that are taken. */
  public int taken() {
    return taken.get();
  }

  /** The number of places. */
  public int most() {
    return most;
  }
}
