package io.culvert.container.generations;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that has failed may be tried again: after a second, and after twice as long each
 * time it fails once more, but after a minute at most.
 *
 * @param failures how often it has failed in a row
 * @param failed when it has failed last, if at all
 * @param notBefore when it may be tried again
 */
record Retry(int failures, Instant failed, Instant notBefore) {
  /** It has not failed. */
  static final Retry AT_ONCE = new Retry(0, Instant.EPOCH, Instant.EPOCH);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** More would be longer than the longest. */
  private static final int DOUBLINGS = 6;

  /** It has failed, once more. */
  Retry failed(Instant at) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    return new Retry(failures + 1, at, at.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
  }

  /** Whether it may be tried again now; at once if the clock was set back, lest it takes hours. */
  boolean isDue(Instant now) {
    return !now.isBefore(notBefore) || now.isBefore(failed);
  }
}
