package io.culvert.connector.undertow;

import io.undertow.server.HttpServerExchange;

/**
 * Hears of exchanges whose client is gone while no handler is running, because they are
 * asynchronous. (A running handler notices by itself: reading and writing fail.)
 */
@FunctionalInterface
public interface AbortListener {
  /** Lets the bridge end the exchange. */
  AbortListener NONE = exchange -> false;

  /**
   * Called on a virtual thread, at most once for an exchange.
   *
   * @return whether the exchange will be ended as a consequence; otherwise the bridge ends it
   */
  boolean aborted(HttpServerExchange exchange);
}
