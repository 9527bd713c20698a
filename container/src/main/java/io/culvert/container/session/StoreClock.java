package io.culvert.container.session;

import io.culvert.connector.monitor.Latency;
import io.culvert.connector.monitor.LatencyRecorder;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Takes the time of calls to a store. Safe for any number of threads, none of which waits. */
final class StoreClock {
  /** As many readings make a minute. */
  private static final int SECONDS_PER_TURN = 10;

  private final LongSupplier nanos;

  /** Each is made at the first call of its kind: a recorder takes some ten thousand bytes. */
  private final Map<StoreCall, LatencyRecorder> recorders = new ConcurrentHashMap<>();

  private int seconds;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  StoreClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Does something, and counts how long it took, also if it failed. */
  <T> T timed(StoreCall call, Supplier<T> task) {
    long begin = nanos.getAsLong();
    try {
      return task.get();
    } finally {
      recorder(call).record(nanos.getAsLong() - begin);
    }
  }

  private LatencyRecorder recorder(StoreCall call) {
    LatencyRecorder known = recorders.get(call);
    return known != null ? known : recorders.computeIfAbsent(call, _ -> new LatencyRecorder());
  }

  /** To be called about once a second, by one thread at a time. */
  synchronized void tick() {
    seconds++;
    if (seconds % SECONDS_PER_TURN == 0) {
      recorders.values().forEach(LatencyRecorder::turn);
    }
  }

  StoreLatencies latencies() {
    return new StoreLatencies(
        of(LatencyRecorder::latencyOfInterval), of(LatencyRecorder::latencySinceReset));
  }

  private Map<StoreCall, Latency> of(Function<LatencyRecorder, Latency> reading) {
    Map<StoreCall, Latency> all = new EnumMap<>(StoreCall.class);
    recorders.forEach((call, recorder) -> all.put(call, reading.apply(recorder)));
    return all;
  }
}
