package io.culvert.connector.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.AsyncContextImpl;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the timeouts of asynchronous requests where XNIO's own timers serve them, which is on
 * plain HTTP: {@code AsyncContext.setTimeout(Long.MAX_VALUE)} overflows there and fires at once.
 * {@link ExchangeThread} takes any.
 */
final class LongTimeouts implements HttpHandler {
  /** As good as never, and far from an overflow of nanoseconds. */
  static final long MOST_MILLIS = TimeUnit.DAYS.toMillis(10_000);

  private final HttpHandler next;

  /**
   * @param next leads to the servlet
   */
  LongTimeouts(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    next.handleRequest(exchange);
    if (exchange.getIoThread() instanceof ExchangeThread) {
      return;
    }
    ServletRequestContext context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    AsyncContextImpl async = context.getOriginalRequest().getAsyncContextInternal();
    if (async != null && async.getTimeout() > MOST_MILLIS && !async.isInitialRequestDone()) {
      async.setTimeout(MOST_MILLIS);
    }
  }
}
