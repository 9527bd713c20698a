package io.culvert.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How full a store is, and what that has cost.
 *
 * @param live how many sessions of each standing it holds now
 * @param evicted how many of each standing had to give way so far; any but newcomers are users who
 *     lost their sessions, and then there is too little room
 * @param refused how many new sessions found no room so far, because none might be evicted
 * @param bytes about how much its sessions take now
 * @param remote how a store fares that asks others; empty for one that has it all itself
 */
public record StoreStatistics(
    Map<Standing, Long> live,
    Map<Standing, Long> evicted,
    long refused,
    long bytes,
    Optional<RemoteStatistics> remote) {
  public StoreStatistics {
    live = complete(live);
    evicted = complete(evicted);
  }

  /** Of a store that asks nobody. */
  public StoreStatistics(
      Map<Standing, Long> live, Map<Standing, Long> evicted, long refused, long bytes) {
    this(live, evicted, refused, bytes, Optional.empty());
  }

  private static Map<Standing, Long> complete(Map<Standing, Long> counts) {
    Map<Standing, Long> all = new EnumMap<>(Standing.class);
    for (Standing standing : Standing.values()) {
      all.put(standing, counts.getOrDefault(standing, 0L));
    }
    return Map.copyOf(all);
  }

  /** How many sessions there are. */
  public long sessions() {
    return live.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many sessions had to give way. */
  public long evictions() {
    return evicted.values().stream().mapToLong(Long::longValue).sum();
  }
}
