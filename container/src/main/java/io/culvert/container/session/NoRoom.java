package io.culvert.container.session;

import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ExceptionHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with 503 that needs a session and can't have one, because there is no room or
 * because the store can't be asked.
 *
 * @param next deals with everything else
 */
record NoRoom(ExceptionHandler next) implements ExceptionHandler {
  /** By then sessions may have expired, and the store be back. */
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
    refuse(exchange);
    return true;
  }

  /** Makes a response that has not begun to leave a refusal. */
  static void refuse(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }

  /** Pages wrap what they throw. */
  private static boolean isNoRoom(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = cause(t)) {
      if (t instanceof NoRoomException || t instanceof StoreUnavailableException) {
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
