package io.culvert.connector.connection;

import java.time.Duration;

/**
 * How a connection comes to its end after the last response, so that the front end sees of it what
 * it should. Belongs to the loop.
 *
 * <p>After a response that broke off the end is late: lighttpd 1.4 takes a response of unknown
 * length for whole if it finds the end together with the head, and for what it is if it has passed
 * the head on before. Then, in any case, the front end may read what it was sent and hang up by
 * itself: closing earlier could reset the connection over the response.
 */
final class Farewell {
  /** How long a front end may take to hang up. */
  static final long NANOS = Duration.ofSeconds(2).toNanos();

  /** Many times what lighttpd needs to pass a head on. */
  private static final long LATE_NANOS = Duration.ofMillis(20).toNanos();

  /** How much a front end may still send after its last response. */
  private static final int BYTES = 1024 * 1024;

  private boolean brokenOff;
  private long brokenAt;
  private boolean begun;
  private long begunAt;

  /** Of a front end that may have to be rid of a body before it reads; else zero. */
  private long patience;

  private long bytes;

  /** The last response broke off, and this is made visible. */
  void brokeOff(long now) {
    brokenOff = true;
    brokenAt = now;
  }

  boolean isBrokenOff() {
    return brokenOff;
  }

  /** Whether the end has to wait so that it does not arrive together with the response. */
  boolean isTooEarly(long now) {
    return brokenOff && now - brokenAt < LATE_NANOS;
  }

  /**
   * The front end has been told that nothing more will come.
   *
   * @param bodyPatience between two pieces of a body that nobody wants any more; zero if there is
   *     none
   */
  void begin(long now, Duration bodyPatience) {
    begun = true;
    begunAt = now;
    patience = bodyPatience.toNanos();
  }

  /** Whether the front end only has to hang up. */
  boolean hasBegun() {
    return begun;
  }

  /** Counts bytes that came in; returns whether that is too much. */
  boolean isTooMuch(int more) {
    bytes += more;
    return patience == 0 && bytes > BYTES;
  }

  boolean isOver(long now, long lastInput) {
    return patience == 0 ? now - begunAt > NANOS : now - Math.max(begunAt, lastInput) > patience;
  }
}
