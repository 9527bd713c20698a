package io.culvert.connector.connection;

import java.time.Duration;

/** How long nothing has come in and no response has ended. Belongs to the loop. */
final class IdleTime {
  private final long most;
  private long lastInput;
  private long lastEnd;

  /**
   * @param most how long that may be; zero for as long as the front end likes
   */
  IdleTime(Duration most, long now) {
    this.most = most.isZero() ? Long.MAX_VALUE : most.toNanos();
    this.lastInput = now;
    this.lastEnd = now;
  }

  void inputCame(long now) {
    lastInput = now;
  }

  void responseEnded(long now) {
    lastEnd = now;
  }

  long lastInput() {
    return lastInput;
  }

  /**
   * Whether a connection without a request has been idle for long enough.
   *
   * @param draining whether it takes no further request
   */
  boolean isOver(long now, boolean draining) {
    return draining
        ? now - lastInput > Farewell.NANOS
        : Math.min(now - lastInput, now - lastEnd) > most;
  }
}
