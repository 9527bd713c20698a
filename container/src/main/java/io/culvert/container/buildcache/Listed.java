package io.culvert.container.buildcache;

import java.time.Duration;
import java.time.Instant;

/**
 * One line of what is in the cache.
 *
 * @param key its name
 * @param subject what it was made from
 * @param files how many files it consists of
 * @param bytes their size together
 * @param built when it was built
 * @param took how long that took
 * @param lastUsed when it was asked for last
 * @param inUse whether any process uses it now
 */
public record Listed(
    Key key,
    String subject,
    int files,
    long bytes,
    Instant built,
    Duration took,
    Instant lastUsed,
    boolean inUse) {
  /**
   * Whether it can be removed.
   *
   * @param since what was asked for then or later is kept
   */
  public boolean isGarbage(Instant since) {
    return !inUse && lastUsed.isBefore(since);
  }
}
