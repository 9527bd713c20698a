package io.culvert.connector.undertow;

import io.culvert.connector.cgi.RequestPath;
import io.culvert.connector.cgi.SuspiciousPath;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.jboss.logging.Logger;

/**
 * Gives an exchange that came over plain HTTP the canonical path that a FastCGI request has from
 * the start (Servlet 6.1 §3.5.2). Undertow decodes paths, but resolves no dots: {@code
 * /public/..;/admin} would pass by a constraint on {@code /admin/*}. To be placed before every
 * handler that looks at the path.
 */
public final class PathGuard implements HttpHandler {
  private static final Logger LOG = Logger.getLogger(PathGuard.class);

  private final HttpHandler next;

  public PathGuard(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String raw = path(exchange);
    if (raw.equals("*") && exchange.getRequestMethod().equals(Methods.OPTIONS)) {
      next.handleRequest(exchange);
      return;
    }
    switch (RequestPath.parse(raw)) {
      case SuspiciousPath suspicious -> {
        LOG.infof("a request was refused with 400: %s", suspicious.problem());
        exchange.setStatusCode(StatusCodes.BAD_REQUEST).endExchange();
      }
      case RequestPath path -> {
        exchange.setRequestPath(path.canonical()).setRelativePath(path.canonical());
        next.handleRequest(exchange);
      }
    }
  }

  /** The raw path without the {@code http://host} of an absolute-form target (RFC 9112 §3.2.2). */
  private static String path(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    int query = uri.indexOf('?');
    String target = query < 0 ? uri : uri.substring(0, query);
    if (!exchange.isHostIncludedInRequestURI()) {
      return target;
    }
    int authority = target.indexOf("//") + 2;
    int path = target.indexOf('/', authority);
    return path < 0 ? "/" : target.substring(path);
  }
}
