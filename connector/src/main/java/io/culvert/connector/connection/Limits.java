package io.culvert.connector.connection;

import io.culvert.connector.wire.PairLimits;

/**
 * How much a front end may ask for.
 *
 * @param connections open connections on all listeners; more wait in the kernel's backlog
 * @param requestsPerConnection requests that may run at once on one connection; more are answered
 *     with {@code 503}
 * @param running requests that may run at once on all connections; more wait
 * @param queued requests that may wait because too many run; more are answered with {@code 503}
 * @param parameters how large a request's parameters may be
 * @param bodyMemory bytes of a request's body kept in memory until the application reads them
 * @param bodySpool bytes of a request's body kept in a temporary file after that; then the
 *     connection is not read until the application goes on
 */
public record Limits(
    int connections,
    int requestsPerConnection,
    int running,
    int queued,
    PairLimits parameters,
    int bodyMemory,
    long bodySpool) {
  /** What suits a server behind one or two front ends. */
  public static final Limits DEFAULT =
      new Limits(16_384, 128, 8_192, 4_096, PairLimits.DEFAULT, 256 * 1024, 64L * 1024 * 1024);

  public Limits {
    requirePositive("connections", connections);
    requirePositive("requestsPerConnection", requestsPerConnection);
    requirePositive("running", running);
    requirePositive("bodyMemory", bodyMemory);
    requireNotNegative("queued", queued);
    requireNotNegative("bodySpool", bodySpool);
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
  }
}
