package io.culvert.container.login;

import io.culvert.container.identity.UnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Answers with 503 where nobody can tell who a client is: neither as if the password had been
 * wrong, nor as if there had been none.
 *
 * @param next what asks who it is
 */
record Unavailable(HttpHandler next) implements HttpHandler {
  private static final String RETRY_SECONDS = "5";

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    try {
      next.handleRequest(exchange);
    } catch (UnavailableException e) {
      if (exchange.isResponseStarted()) {
        throw e;
      }
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_SECONDS);
      exchange
          .getAttachment(ServletRequestContext.ATTACHMENT_KEY)
          .getOriginalResponse()
          .sendError(StatusCodes.SERVICE_UNAVAILABLE);
    }
  }
}
