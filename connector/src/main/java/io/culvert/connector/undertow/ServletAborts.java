package io.culvert.connector.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.AsyncContextImpl;
import java.io.IOException;

/**
 * Tells the {@code AsyncListener}s of a servlet request that its client is gone, which Undertow
 * itself never does: they get {@code onError}, and the request is completed (Servlet 6.1 §2.3.3.3).
 * Needs undertow-servlet.
 */
public final class ServletAborts implements AbortListener {
  @Override
  public boolean aborted(HttpServerExchange exchange) {
    ServletRequestContext context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    if (context == null) {
      return false;
    }
    AsyncContextImpl async = context.getOriginalRequest().getAsyncContextInternal();
    if (async == null) {
      return false;
    }
    // Queued behind whatever the context is running: a dispatch may still come to its own end
    async.addAsyncTask(
        () -> {
          if (!exchange.isComplete()) {
            async.handleError(new IOException("the client has gone away"));
          }
        });
    return true;
  }
}
