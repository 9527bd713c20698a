package io.culvert.connector.undertow;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ExceptionHandler;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Notes with the exchange what a servlet has thrown, so that a response that was already on its way
 * then is cut short where everybody can see it. Undertow alone would end it as if it were whole.
 * Needs undertow-servlet; to be set as every deployment's exception handler.
 */
public final class ServletFailures implements ExceptionHandler {
  private final ExceptionHandler next;

  /**
   * @param next logs the exception and decides whether it is dealt with
   */
  public ServletFailures(ExceptionHandler next) {
    this.next = next;
  }

  @Override
  public boolean handleThrowable(
      HttpServerExchange exchange,
      ServletRequest request,
      ServletResponse response,
      Throwable throwable) {
    exchange.putAttachment(DefaultResponseListener.EXCEPTION, throwable);
    return next.handleThrowable(exchange, request, response, throwable);
  }
}
