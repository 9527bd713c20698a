package io.culvert.container.datasource;

import java.time.Duration;

/**
 * How many connections a pool has, and how long it waits for what.
 *
 * @param maxSize connections at most, in use and idle ones together
 * @param minIdle idle connections that are kept ready
 * @param patience how long somebody waits for a connection, at least 250 ms
 * @param idle after which time an idle connection that is not needed is closed; zero for never
 * @param maxLifetime after which time any connection is replaced; zero for never
 * @param validation how long a test of a connection may take, at least 250 ms
 * @param leak after which time a connection that was not given back is told in the log, with who
 *     took it; zero for never
 */
public record PoolLimits(
    int maxSize,
    int minIdle,
    Duration patience,
    Duration idle,
    Duration maxLifetime,
    Duration validation,
    Duration leak) {
  /** The shortest wait the pool can measure. */
  public static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

  /** Ten connections, made when they are needed, and ten seconds of patience. */
  public static final PoolLimits DEFAULT =
      new PoolLimits(
          10,
          0,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofSeconds(5),
          Duration.ZERO);

  public PoolLimits {
    if (maxSize < 1 || minIdle < 0 || minIdle > maxSize) {
      throw new IllegalArgumentException(
          "a pool of at most %d connections can't keep %d ready".formatted(maxSize, minIdle));
    }
    if (patience.compareTo(SHORTEST_WAIT) < 0 || validation.compareTo(SHORTEST_WAIT) < 0) {
      throw new IllegalArgumentException("times below 250ms can't be measured");
    }
  }
}
