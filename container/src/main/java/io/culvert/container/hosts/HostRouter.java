package io.culvert.container.hosts;

import io.culvert.container.answers.PlainAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives each request to the application at its address, and answers 404 where there is none. It
 * leaves the exchange as Undertow's own path handler would: the context path resolved, the rest
 * relative.
 *
 * <p>{@code /shop} is redirected to {@code /shop/}, or relative links of its pages would lead out
 * of the application. The servlet engine does this only for applications whose root is a folder
 * with a welcome file, not for those that map a servlet to {@code /}.
 */
public final class HostRouter implements HttpHandler {
  private static final PlainAnswer NOTHING_HERE =
      PlainAnswer.of(StatusCodes.NOT_FOUND, "no application is deployed here.");

  private final AtomicReference<HostTable> current;
  private final HostNames names;

  /** Starts with the given applications. */
  public HostRouter(HostTable table) {
    this(table, HostNames.NONE);
  }

  /**
   * Starts with the given applications.
   *
   * @param names what hosts are called in tables that are {@linkplain #mount made here}
   */
  public HostRouter(HostTable table, HostNames names) {
    this.current = new AtomicReference<>(table);
    this.names = names;
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

  /** Gives new requests to these applications and no others. */
  public void mount(List<Mount> mounts) {
    swap(new HostTable(mounts, names));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    int defaultPort = exchange.isSecure() ? 443 : 80;
    String path = exchange.getRelativePath();
    Mount mount = current.get().lookup(host == null ? "" : host, defaultPort, path);
    if (mount == null) {
      NOTHING_HERE.send(exchange);
      return;
    }
    String contextPath = mount.contextPath();
    if (!contextPath.isEmpty()) {
      exchange.setRelativePath(path.substring(contextPath.length()));
      String resolved = exchange.getResolvedPath();
      exchange.setResolvedPath(resolved.isEmpty() ? contextPath : resolved + contextPath);
    }
    if (!contextPath.isEmpty() && contextPath.length() == path.length() && isSafe(exchange)) {
      redirectToSlash(exchange, contextPath);
      return;
    }
    mount.handler().handleRequest(exchange);
  }

  private static boolean isSafe(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    return method.equals(Methods.GET) || method.equals(Methods.HEAD);
  }

  private static void redirectToSlash(HttpServerExchange exchange, String contextPath) {
    // never from the client's own spelling of the path: //shop/ would lead to the host "shop"
    String query = exchange.getQueryString();
    String location = escaped(contextPath) + "/" + (query.isEmpty() ? "" : "?" + query);
    exchange.setStatusCode(StatusCodes.FOUND);
    exchange.getResponseHeaders().put(Headers.LOCATION, location);
    exchange.endExchange();
  }

  /** A header field has no room for letters beyond ASCII, which a context path may have. */
  private static String escaped(String contextPath) {
    try {
      return new URI(null, null, contextPath, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("context path '%s' is none".formatted(contextPath), e);
    }
  }
}
