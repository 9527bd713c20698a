package io.culvert.connector.connection;

import java.time.Duration;

/**
 * The time between the last response and the close, in which the front end may read what it was
 * sent and hang up by itself: closing earlier could reset the connection over the response's head.
 * Belongs to the loop.
 */
final class Lingering {
  static final long NANOS = Duration.ofSeconds(2).toNanos();

  /** How much a front end may still send after its last response. */
  private static final int BYTES = 1024 * 1024;

  private final long since;

  /** Of a front end that may have to be rid of a body before it reads; else zero. */
  private final long patience;

  private long bytes;

  /**
   * @param patience between two pieces of a body that nobody wants any more; zero if there is none
   */
  Lingering(long now, Duration patience) {
    this.since = now;
    this.patience = patience.toNanos();
  }

  /** Counts bytes that came in; returns whether that is too much. */
  boolean isTooMuch(int more) {
    bytes += more;
    return patience == 0 && bytes > BYTES;
  }

  boolean isOver(long now, long lastInput) {
    return patience == 0 ? now - since > NANOS : now - Math.max(since, lastInput) > patience;
  }
}
