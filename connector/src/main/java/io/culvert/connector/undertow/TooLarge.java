package io.culvert.connector.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.form.MultiPartParserDefinition.FileTooLargeException;
import io.undertow.servlet.api.ExceptionHandler;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers 413 where an application does not catch that a request is larger than it allows: that is
 * the client's fault, and no failure of the application (Servlet 6.1 §3.2 leaves it an exception).
 *
 * @param next deals with all others
 */
record TooLarge(ExceptionHandler next) implements ExceptionHandler {
  @Override
  public boolean handleThrowable(
      HttpServerExchange exchange,
      ServletRequest request,
      ServletResponse response,
      Throwable throwable) {
    if (!isTooLarge(throwable)
        || response.isCommitted()
        || !(response instanceof HttpServletResponse http)) {
      return next.handleThrowable(exchange, request, response, throwable);
    }
    try {
      http.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return true;
    } catch (IOException | RuntimeException e) {
      throwable.addSuppressed(e);
      return next.handleThrowable(exchange, request, response, throwable);
    }
  }

  private static boolean isTooLarge(Throwable throwable) {
    for (Throwable each = throwable; each != null; each = each.getCause()) {
      if (each instanceof RequestTooBigException || each instanceof FileTooLargeException) {
        return true;
      }
    }
    return false;
  }
}
