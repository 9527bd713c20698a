package io.culvert.container.session;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ExceptionHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with 503 that needs a session and can't have one.
 *
 * @param next deals with everything else
 */
record NoRoom(ExceptionHandler next) implements ExceptionHandler {
  /** By then sessions may have expired. */
  private static final String RETRY_AFTER_SECONDS = "10";

  @Override
  public boolean handleThrowable(
      HttpServerExchange exchange,
      ServletRequest request,
      ServletResponse response,
      Throwable throwable) {
    if (!isNoRoom(throwable) || exchange.isResponseStarted()) {
      return next.handleThrowable(exchange, request, response, throwable);
    }
    response.reset();
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return true;
  }

  /** Pages wrap what they throw. */
  private static boolean isNoRoom(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = cause(t)) {
      if (t instanceof NoRoomException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    Throwable root = thrown instanceof ServletException servlet ? servlet.getRootCause() : null;
    return root == null ? thrown.getCause() : root;
  }
}
