package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of an application that nobody else knows of. Those that serve asynchronous
 * requests (dispatches, listeners, what {@code AsyncContext.start} runs) come after the servlet has
 * returned, and may go on when the response is complete; those that serve requests of other
 * applications may come by a context that was asked for long before. Any thread.
 */
final class UncountedFrames implements ThreadSetupHandler {
  private final ClassLoader loader;
  private int running;

  /**
   * @param loader the application's, by which it is known
   */
  UncountedFrames(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public <T, C> Action<T, C> create(Action<T, C> action) {
    return (exchange, context) ->
        isUncounted(exchange) ? counted(action, exchange, context) : action.call(exchange, context);
  }

  private boolean isUncounted(@Nullable HttpServerExchange exchange) {
    ServletRequestContext request =
        exchange == null ? null : exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    return request != null
        && (request.getOriginalRequest().getAsyncContextInternal() != null
            || !loader.equals(request.getDeployment().getDeploymentInfo().getClassLoader()));
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
