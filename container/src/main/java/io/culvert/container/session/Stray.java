package io.culvert.container.session;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** A request whose session another node keeps. Told, by any thread, what becomes of it. */
public interface Stray {
  /**
   * Has an application that is to serve no session but its own pass a request on, if it presents
   * the session of another node. The request is then to be given to the application.
   *
   * @param exchange has been looked at for a session that the application knows
   * @param otherwise answers if no other node does
   * @return false if the request presents no such session
   */
  static boolean orElse(HttpServerExchange exchange, HttpHandler otherwise) {
    return Strays.orElse(exchange, otherwise);
  }

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
