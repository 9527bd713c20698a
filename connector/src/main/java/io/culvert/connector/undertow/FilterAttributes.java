package io.culvert.connector.undertow;

import io.culvert.connector.wire.Role;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.ServletRequest;

/** Offers a Filter's file to filters and servlets, as attributes of the request. */
final class FilterAttributes implements HttpHandler {
  private static final String PREFIX = "io.culvert.fastcgi.";
  private static final long MILLIS = 1000;

  private final HttpHandler next;

  /**
   * @param next sees the attributes
   */
  FilterAttributes(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    FilterData data = exchange.getAttachment(FilterData.KEY);
    if (data != null) {
      add(data, exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY).getServletRequest());
    }
    next.handleRequest(exchange);
  }

  private static void add(FilterData data, ServletRequest request) {
    request.setAttribute(PREFIX + "role", Role.FILTER.name());
    request.setAttribute(PREFIX + "data", data.stream());
    request.setAttribute(PREFIX + "data-length", data.length());
    data.lastModified()
        .ifPresent(
            seconds -> request.setAttribute(PREFIX + "data-last-modified", seconds * MILLIS));
  }
}
