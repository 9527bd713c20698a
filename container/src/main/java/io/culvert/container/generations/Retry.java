package io.culvert.container.generations;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that has failed may be tried again: after a second, and after twice as long each
 * time it fails once more, but after a minute at most.
 *
 * @param failures how often it has failed in a row
 * @param notBefore when it may be tried again, if it has failed at all
 */
record Retry(int failures, Instant notBefore) {
  /** It has not failed. */
  static final Retry AT_ONCE = new Retry(0, Instant.EPOCH);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** More would be longer than the longest. */
  private static final int DOUBLINGS = 6;

  /** It has failed, once more. */
  Retry failed(Instant at) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    return new Retry(failures + 1, at.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
  }
}
