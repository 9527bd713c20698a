package io.culvert.connector.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one listener, striped so that loops do not fight for them. */
final class Tally {
  private static final int MOST_ATTEMPTS = 10;

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

  /**
   * How many have begun and not ended. The ends are read first, so that it is never negative; and
   * once more, because a reader that the kernel preempts between the two would count all that began
   * meanwhile.
   */
  long between(Counter beginnings, Counter ends) {
    long ended = of(ends);
    for (int attempt = 1; ; attempt++) {
      long open = of(beginnings) - ended;
      long endedMeanwhile = of(ends);
      if (ended == endedMeanwhile || attempt == MOST_ATTEMPTS) {
        return open;
      }
      ended = endedMeanwhile;
    }
  }

  Counts counts() {
    Map<Counter, Long> values = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      values.put(counter, of(counter));
    }
    return new Counts(values);
  }
}
