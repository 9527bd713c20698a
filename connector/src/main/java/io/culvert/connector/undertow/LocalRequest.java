package io.culvert.connector.undertow;

import java.util.Map;

/**
 * A {@code GET} that the server asks an application itself, as if a client had, over TLS and from
 * this machine.
 *
 * @param host of the {@code Host} field
 * @param path as in a request line, with the context path, percent-encoded, without a query
 * @param agent of the {@code User-Agent} field, for the application's own log
 * @param attributes of the servlet request, by which the application can tell
 */
public record LocalRequest(String host, String path, String agent, Map<String, String> attributes) {
  public LocalRequest {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '%s' must begin with '/'".formatted(path));
    }
    attributes = Map.copyOf(attributes);
  }
}
