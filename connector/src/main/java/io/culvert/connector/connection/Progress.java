package io.culvert.connector.connection;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * How far a request has come. Several threads note it, in any order, and each event counts once;
 * none of this needs memory.
 */
final class Progress {
  private static final AtomicIntegerFieldUpdater<Progress> REACHED =
      AtomicIntegerFieldUpdater.newUpdater(Progress.class, "reached");

  /** The application has returned, or will never be called. */
  static final int SERVED = 1;

  /** The response has ended. */
  static final int ENDED = 2;

  /** It has one of {@link Admission}'s places. */
  static final int ADMITTED = 4;

  /** The application was called. */
  static final int STARTED = 8;

  private static final int OVER = ADMITTED | SERVED | ENDED;

  private volatile int reached;

  /** Notes an event; returns what was noted before. */
  int note(int event) {
    int before = reached;
    while (!REACHED.compareAndSet(this, before, before | event)) {
      before = reached;
    }
    return before;
  }

  boolean has(int event) {
    return (reached & event) != 0;
  }

  /** Whether a request is over with this event, and was not before. */
  static boolean isOver(int before, int event) {
    return (before & OVER) != OVER && ((before | event) & OVER) == OVER;
  }
}
