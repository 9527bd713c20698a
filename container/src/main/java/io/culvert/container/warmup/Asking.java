package io.culvert.container.warmup;

import io.culvert.connector.undertow.LocalRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;

/** How the server asks an application itself; behind it is the connector. */
@FunctionalInterface
public interface Asking {
  /**
   * Asks on this thread, which the application may keep for ever.
   *
   * @return the exchange, when its response is complete
   */
  CompletableFuture<HttpServerExchange> ask(LocalRequest request, HttpHandler handler);
}
