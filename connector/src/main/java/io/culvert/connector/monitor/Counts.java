package io.culvert.connector.monitor;

import java.util.EnumMap;
import java.util.Map;

/**
 * All counters at about one time.
 *
 * @param values one for every counter
 */
public record Counts(Map<Counter, Long> values) {
  public Counts {
    values = Map.copyOf(values);
  }

  /** How often it happened, or how many bytes; since the start. */
  public long of(Counter counter) {
    return values.getOrDefault(counter, 0L);
  }

  Counts plus(Counts other) {
    Map<Counter, Long> sums = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      sums.put(counter, of(counter) + other.of(counter));
    }
    return new Counts(sums);
  }
}
