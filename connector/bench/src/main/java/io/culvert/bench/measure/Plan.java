package io.culvert.bench.measure;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param servers ids, in the order of the report
 * @param connections numbers of connections, each measured by itself; at least one each
 * @param rounds how often every server has its turn at every number; the median counts; at least 1
 * @param window one turn, in whole seconds
 */
public record Plan(List<String> servers, List<Integer> connections, int rounds, Duration window) {
  /** Before every turn, so that nginx has its connections open and caches are warm again. */
  public static final Duration BEFORE_A_TURN = Duration.ofSeconds(1);

  /** Checks the bounds. */
  public Plan {
    servers = List.copyOf(servers);
    connections = List.copyOf(connections);
    if (servers.isEmpty() || servers.stream().distinct().count() < servers.size()) {
      throw new IllegalArgumentException("servers: name at least one, and none twice");
    }
    if (connections.isEmpty() || connections.stream().anyMatch(number -> number < 1)) {
      throw new IllegalArgumentException("connections: numbers from 1 up");
    }
    if (rounds < 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException("rounds and seconds: from 1 up");
    }
  }

  /** The greatest number of connections. */
  public int mostConnections() {
    return connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** How many windows will be measured. */
  public int turns() {
    return servers.size() * connections.size() * rounds;
  }

  /** Once for every server at the beginning: long enough for the compilers of the JVMs. */
  public Duration warmUp() {
    Duration twice = window.multipliedBy(2);
    Duration least = Duration.ofSeconds(8);
    return twice.compareTo(least) < 0 ? least : twice;
  }
}
