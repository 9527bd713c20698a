package io.culvert.container.session;

import io.undertow.server.HttpServerExchange;

/** Nodes that keep sessions of their own, as far as requests can be passed on to them. */
@FunctionalInterface
public interface OtherNodes {
  /** There are none, or all share one store. */
  OtherNodes NONE = (_, _) -> false;

  /**
   * Has a request answered by the node that keeps its session.
   *
   * @param exchange untouched by any application
   * @return whether its answer is taken care of; otherwise it is to be served on this node, and
   *     nothing was done
   */
  boolean lead(HttpServerExchange exchange, Stray stray);
}
