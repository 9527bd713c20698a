package io.culvert.container.hosts;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives each request to the application at its address, and answers 404 where there is none. It
 * leaves the exchange as Undertow's own path handler would: the context path resolved, the rest
 * relative; so {@code /shop} reaches the servlet engine with an empty relative path, and the engine
 * redirects it to {@code /shop/}.
 */
public final class HostRouter implements HttpHandler {
  private static final String NOTHING_HERE = "404 Not Found: no application is deployed here.\n";

  private final AtomicReference<HostTable> current;

  /** Starts with the given applications. */
  public HostRouter(HostTable table) {
    this.current = new AtomicReference<>(table);
  }

  /** The applications that new requests are given to. */
  public HostTable current() {
    return current.get();
  }

  /**
   * Gives new requests to other applications; those already begun stay where they are.
   *
   * @return the table that was replaced
   */
  public HostTable swap(HostTable table) {
    return current.getAndSet(table);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    int defaultPort = exchange.isSecure() ? 443 : 80;
    String path = exchange.getRelativePath();
    Mount mount = current.get().lookup(host == null ? "" : host, defaultPort, path);
    if (mount == null) {
      answerNotFound(exchange);
      return;
    }
    String contextPath = mount.contextPath();
    if (!contextPath.isEmpty()) {
      exchange.setRelativePath(path.substring(contextPath.length()));
      String resolved = exchange.getResolvedPath();
      exchange.setResolvedPath(resolved.isEmpty() ? contextPath : resolved + contextPath);
    }
    mount.handler().handleRequest(exchange);
  }

  private static void answerNotFound(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.NOT_FOUND);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseSender().send(NOTHING_HERE);
  }
}
