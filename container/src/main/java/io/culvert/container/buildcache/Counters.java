package io.culvert.container.buildcache;

import io.culvert.container.buildcache.KeyLocks.Held;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to a cache. Any thread. */
final class Counters {
  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder removed = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final Map<Kind, LongAdder> builds = adders(Kind.class);
  private final Map<Removal, LongAdder> removals = adders(Removal.class);

  void waited(Held held) {
    if (held.waited()) {
      waits.increment();
    }
  }

  void built(Kind kind, Duration took) {
    of(builds, kind).increment();
    nanos.add(took.toNanos());
  }

  void removedFor(Removal reason) {
    of(removals, reason).increment();
  }

  CacheStatistics statistics(long entries, long bytes) {
    return new CacheStatistics(
        entries,
        bytes,
        hits.sum(),
        misses.sum(),
        sums(Kind.class, builds),
        Duration.ofNanos(nanos.sum()),
        failures.sum(),
        waits.sum(),
        sums(Removal.class, removals),
        removed.sum());
  }

  private static <E extends Enum<E>> LongAdder of(Map<E, LongAdder> adders, E each) {
    return adders.getOrDefault(each, new LongAdder());
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Class<E> type, Map<E, LongAdder> adders) {
    Map<E, Long> sums = new EnumMap<>(type);
    adders.forEach((each, adder) -> sums.put(each, adder.sum()));
    return sums;
  }
}
