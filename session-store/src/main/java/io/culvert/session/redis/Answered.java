package io.culvert.session.redis;

import io.culvert.session.RemoteStatistics;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts by what it was answered when somebody wanted a session. Safe for any number of threads.
 */
final class Answered {
  private final RedisServer redis;
  private final LongAdder hits = new LongAdder();
  private final LongAdder confirmed = new LongAdder();
  private final LongAdder misses = new LongAdder();

  Answered(RedisServer redis) {
    this.redis = redis;
  }

  /** By what this process knows. */
  void here() {
    hits.increment();
  }

  /** By Redis: with nothing new if the mark is the one that was known here before. */
  void there(@Nullable Known<?> before, StoredSession stored) {
    boolean same = before != null && before.mark().equals(stored.mark());
    (same ? confirmed : misses).increment();
  }

  RemoteStatistics statistics() {
    return new RemoteStatistics(
        hits.sum(), confirmed.sum(), misses.sum(), redis.isAway(), redis.backlog().length());
  }
}
