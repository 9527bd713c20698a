package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of an application that serve asynchronous requests: dispatches, listeners, what
 * {@code AsyncContext.start} runs. They come after the servlet has returned, and may go on when the
 * response is complete, so that nobody else knows of them. Any thread.
 */
final class AsyncFrames implements ThreadSetupHandler {
  private int running;

  @Override
  public <T, C> Action<T, C> create(Action<T, C> action) {
    return (exchange, context) ->
        isAsynchronous(exchange)
            ? counted(action, exchange, context)
            : action.call(exchange, context);
  }

  private static boolean isAsynchronous(@Nullable HttpServerExchange exchange) {
    ServletRequestContext request =
        exchange == null ? null : exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    return request != null && request.getOriginalRequest().getAsyncContextInternal() != null;
  }

  private <T, C> T counted(Action<T, C> action, HttpServerExchange exchange, C context)
      throws Exception {
    synchronized (this) {
      running++;
    }
    try {
      return action.call(exchange, context);
    } finally {
      synchronized (this) {
        running--;
        notifyAll();
      }
    }
  }

  /** Whether any runs at this moment. */
  synchronized boolean areRunning() {
    return running > 0;
  }

  /**
   * Waits until none runs.
   *
   * @return false if that takes longer
   */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (running > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
