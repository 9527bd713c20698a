package io.culvert.connector.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The counters of one listener, striped so that loops do not fight for them.
 *
 * @param <C> what is counted
 */
final class Tally<C extends Enum<C>> {
  private static final int MOST_ATTEMPTS = 10;

  /** Filled once and never changed, so that any thread may look up. */
  private final Map<C, LongAdder> adders;

  Tally(Class<C> type) {
    adders = new EnumMap<>(type);
    for (C counter : type.getEnumConstants()) {
      adders.put(counter, new LongAdder());
    }
  }

  void add(C counter, long amount) {
    adder(counter).add(amount);
  }

  long of(C counter) {
    return adder(counter).sum();
  }

  private LongAdder adder(C counter) {
    return Objects.requireNonNull(adders.get(counter));
  }

  /**
   * How many have begun and not ended. The ends are read first, so that it is never negative; and
   * once more, because a reader that the kernel preempts between the two would count all that began
   * meanwhile.
   */
  long between(C beginnings, C ends) {
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

  /** All of them at about one time. */
  Map<C, Long> values() {
    return adders.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, counter -> counter.getValue().sum()));
  }
}
