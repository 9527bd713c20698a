package io.culvert.connector.monitor;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one listener, striped so that loops do not fight for them. */
final class Tally {
  /** Filled once and never changed, so that any thread may look up. */
  private final Map<Counter, LongAdder> adders = new EnumMap<>(Counter.class);

  Tally() {
    for (Counter counter : Counter.values()) {
      adders.put(counter, new LongAdder());
    }
  }

  void add(Counter counter, long amount) {
    adder(counter).add(amount);
  }

  long of(Counter counter) {
    return adder(counter).sum();
  }

  private LongAdder adder(Counter counter) {
    return Objects.requireNonNull(adders.get(counter));
  }

  /** Reads what comes later first: nothing is ever seen to end more often than it began. */
  Counts counts() {
    Map<Counter, Long> values = new EnumMap<>(Counter.class);
    for (Counter counter : Arrays.asList(Counter.values()).reversed()) {
      values.put(counter, of(counter));
    }
    return new Counts(values);
  }
}
