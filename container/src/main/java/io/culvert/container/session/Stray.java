package io.culvert.container.session;

import io.undertow.server.HttpServerExchange;

/** A request whose session another node keeps. Told, by any thread, what becomes of it. */
public interface Stray {
  /** The node that keeps the session. */
  Route owner();

  /** The owner answers. */
  void relayed();

  /** The owner was not reached, or did not answer to the end. */
  void failed();

  /**
   * Serves the request on this node, because the owner is not there: if it needs a session, it gets
   * a new one.
   */
  void serveHere(HttpServerExchange exchange) throws Exception;
}
