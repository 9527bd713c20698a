package io.culvert.connector.monitor;

import java.util.concurrent.atomic.LongAdder;

/** How many requests fell into each of the {@link LatencyBuckets}, at about one time. */
final class LatencyCounts {
  static final LatencyCounts NONE = new LatencyCounts(new long[LatencyBuckets.SIZE]);

  private final long[] counts;

  private LatencyCounts(long[] counts) {
    this.counts = counts;
  }

  static LatencyCounts of(LongAdder[] adders) {
    long[] counts = new long[LatencyBuckets.SIZE];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = adders[i].sum();
    }
    return new LatencyCounts(counts);
  }

  LatencyCounts plus(LatencyCounts other) {
    return combined(other, 1);
  }

  LatencyCounts minus(LatencyCounts other) {
    return combined(other, -1);
  }

  private LatencyCounts combined(LatencyCounts other, int sign) {
    long[] result = counts.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += sign * other.counts[i];
    }
    return new LatencyCounts(result);
  }

  Latency summary() {
    long count = 0;
    for (long in : counts) {
      count += in;
    }
    return new Latency(
        count,
        within(0.5, count),
        within(0.9, count),
        within(0.99, count),
        within(0.999, count),
        within(1, count));
  }

  /** Microseconds within which this share of the requests was answered; 0 if there are none. */
  private long within(double share, long count) {
    long wanted = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < counts.length && wanted > 0; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return LatencyBuckets.highest(i);
      }
    }
    return 0;
  }
}
