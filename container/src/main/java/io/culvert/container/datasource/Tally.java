package io.culvert.container.datasource;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in a pool, whether it is open or not. Safe for any thread. */
final class Tally implements MetricsTrackerFactory {
  private final LongAdder borrowed = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final AtomicReference<String> lastFailure = new AtomicReference<>("");

  @Override
  public IMetricsTracker create(String poolName, PoolStats stats) {
    return new IMetricsTracker() {
      @Override
      public void recordConnectionAcquiredNanos(long elapsed) {
        borrowed.increment();
      }
    };
  }

  void timedOut(String why) {
    timeouts.increment();
    lastFailure.set(why);
  }

  void failed(String why) {
    lastFailure.set(why);
  }

  long borrowed() {
    return borrowed.sum();
  }

  long timeouts() {
    return timeouts.sum();
  }

  String lastFailure() {
    return lastFailure.get();
  }
}
