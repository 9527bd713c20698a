package io.culvert.container.buildcache;

import java.time.Duration;
import java.util.Map;

/**
 * What there is, and what happened since this process opened the cache.
 *
 * @param entries how many things are kept
 * @param bytes their size together
 * @param hits how often something was there
 * @param misses how often something was not, or was damaged
 * @param builds how many of each kind were built here
 * @param building the time that took, of all threads together
 * @param failures how often building failed
 * @param waits how often another process was waited for, which built the same
 * @param removals how many things this process has removed, for each reason
 * @param removed how many it has removed in all, counted where they are removed
 */
public record CacheStatistics(
    long entries,
    long bytes,
    long hits,
    long misses,
    Map<Kind, Long> builds,
    Duration building,
    long failures,
    long waits,
    Map<Removal, Long> removals,
    long removed) {
  public CacheStatistics {
    builds = Map.copyOf(builds);
    removals = Map.copyOf(removals);
  }

  /** How many of all kinds were built here. */
  public long built() {
    return builds.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How many things were removed for no reason with a name, such as the pressure of sessions or
   * requests. There is no such path, so it is always 0.
   */
  public long evicted() {
    return removed - removals.values().stream().mapToLong(Long::longValue).sum();
  }
}
