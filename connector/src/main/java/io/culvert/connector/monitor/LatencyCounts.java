package io.culvert.connector.monitor;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How many requests fell into each of the {@link LatencyBuckets}, at about one time. */
final class LatencyCounts {
  static final LatencyCounts NONE = new LatencyCounts(new long[0]);

  /** Up to the last bucket into which something fell. */
  private final long[] counts;

  private LatencyCounts(long[] counts) {
    this.counts = counts;
  }

  static LatencyCounts of(LongAdder[] adders) {
    int length = adders.length;
    while (length > 0 && adders[length - 1].sum() == 0) {
      length--;
    }
    long[] counts = new long[length];
    for (int i = 0; i < length; i++) {
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
    long[] result = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
    for (int i = 0; i < other.counts.length; i++) {
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
