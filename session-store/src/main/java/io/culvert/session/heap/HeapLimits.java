package io.culvert.session.heap;

import java.time.Duration;

/**
 * How much a heap store takes in.
 *
 * @param sessions how many sessions at most, 1 or more
 * @param newcomers how many of them may be such whose client has not come back yet, 1 or more
 * @param bytes about how much they may take together
 * @param probation how long a session lives whose client does not come back
 * @param inUse how long a session is not to be evicted after it was used, unless it is a newcomer
 */
public record HeapLimits(
    int sessions, int newcomers, long bytes, Duration probation, Duration inUse) {
  /** Longer than anybody waits, and short enough to be added to any date. */
  private static final Duration FOR_EVER = Duration.ofDays(100_000);

  public HeapLimits {
    if (sessions < 1 || newcomers < 1) {
      throw new IllegalArgumentException(
          "a session store needs room for 1 session or more, not " + Math.min(sessions, newcomers));
    }
  }

  /** Nothing but a number of sessions. */
  public static HeapLimits sessions(int sessions) {
    return new HeapLimits(sessions, sessions, Long.MAX_VALUE, FOR_EVER, Duration.ZERO);
  }
}
