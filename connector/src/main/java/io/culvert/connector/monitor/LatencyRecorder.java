package io.culvert.connector.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Records durations without lock or allocation, for a summary now and then. The counts only ever
 * grow: an interval is the difference of two readings, and a reset only remembers where it was
 * made.
 *
 * <p>The lock guards the readings that were kept. Only who reads takes it, never who records.
 */
public final class LatencyRecorder {
  /** One reading at each end of the interval, and five between. */
  private static final int READINGS = 7;

  private final LongAdder[] adders =
      Stream.generate(LongAdder::new).limit(LatencyBuckets.SIZE).toArray(LongAdder[]::new);

  private final Deque<LatencyCounts> readings = new ArrayDeque<>();
  private LatencyCounts base = LatencyCounts.NONE;

  /** Nothing is recorded yet. */
  public LatencyRecorder() {
    readings.add(LatencyCounts.NONE);
  }

  /** Counts something that took so long. */
  public void record(long nanos) {
    adders[LatencyBuckets.indexOf(TimeUnit.NANOSECONDS.toMicros(nanos))].increment();
  }

  /** Ends one sixth of an interval and begins another. */
  public synchronized void turn() {
    readings.addLast(LatencyCounts.of(adders));
    if (readings.size() > READINGS) {
      readings.removeFirst();
    }
  }

  /** What was recorded in the last six turns, in short. */
  public Latency latencyOfInterval() {
    return lastInterval().summary();
  }

  /** What was recorded since the start, or since the last reset, in short. */
  public Latency latencySinceReset() {
    return sinceReset().summary();
  }

  /** What was recorded in the last six full sixths of an interval. */
  synchronized LatencyCounts lastInterval() {
    return readings.getLast().minus(readings.getFirst());
  }

  synchronized LatencyCounts sinceReset() {
    return LatencyCounts.of(adders).minus(base);
  }

  synchronized void reset() {
    base = LatencyCounts.of(adders);
  }
}
