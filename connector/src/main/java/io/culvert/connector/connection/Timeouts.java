package io.culvert.connector.connection;

import java.time.Duration;

/**
 * How long a front end may take, and how long it may be kept waiting. Checked about once a second,
 * the queue to the millisecond.
 *
 * @param parameters from a request's first record to the end of its parameters
 * @param body between two pieces of a body that is not complete
 * @param write between two pieces of a response that the front end does not take
 * @param idle on a connection without a request; zero for as long as the front end likes, which is
 *     what front ends with a pool of connections want
 * @param queue from the end of a request's parameters, and of a Filter's body, until it is served;
 *     then it is answered with {@code 503}, whether it waited for a place, for a thread or for the
 *     processor; zero for as long as it takes
 */
public record Timeouts(
    Duration parameters, Duration body, Duration write, Duration idle, Duration queue) {
  /** Patient enough for slow clients behind unbuffering front ends. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ZERO,
          Duration.ofSeconds(5));
}
