package io.culvert.sample.paper;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long requests took: all of them for the mean, the latest 1,024 for the percentiles. Any
 * thread may record.
 */
final class Timings {
  private static final int LATEST = 1_024;

  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicLongArray latest = new AtomicLongArray(LATEST);
  private final AtomicInteger next = new AtomicInteger();

  void record(long elapsedNanos) {
    latest.set(Math.floorMod(next.getAndIncrement(), LATEST), elapsedNanos);
    nanos.add(elapsedNanos);
    count.increment();
  }

  Summary summary() {
    long requests = count.sum();
    if (requests == 0) {
      return new Summary(0, 0, 0, 0);
    }
    long[] sorted = new long[(int) Math.min(requests, LATEST)];
    Arrays.setAll(sorted, latest::get);
    Arrays.sort(sorted);
    return new Summary(
        requests,
        micros(nanos.sum() / requests),
        micros(at(sorted, 0.50)),
        micros(at(sorted, 0.95)));
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static double micros(long nanos) {
    return nanos / 1_000.0;
  }
}
