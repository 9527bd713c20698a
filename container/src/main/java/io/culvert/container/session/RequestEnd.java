package io.culvert.container.session;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Lets the session manager know when a request really leaves the application: Undertow says that it
 * is done as soon as its response is, which after a redirect or a forward is too early.
 */
record RequestEnd(HttpHandler application, StoreSessionManager manager) implements HttpHandler {
  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    try {
      application.handleRequest(exchange);
    } finally {
      manager.requestLeft(exchange);
    }
  }
}
