package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.wire.Role;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application is asked when a front end wants a request authorized: a GET of the
 * authorizer's path by the same client with the same header fields, without query and content.
 * Method, query and content of the request in question must not decide what the servlet does:
 * {@code HttpServlet} answers OPTIONS and TRACE with a {@code 200} that nobody meant as permission.
 * They are attributes instead.
 */
final class AuthorizerQuestion {
  private static final String PREFIX = "io.culvert.fastcgi.";

  private final String path;

  /**
   * @param path where the question is asked
   */
  AuthorizerQuestion(String path) {
    this.path = path;
  }

  /** Turns an exchange that has the header fields of the request into the question. */
  void ask(HttpServerExchange exchange, CgiRequest<HttpString> cgi) {
    HeaderMap fields = exchange.getRequestHeaders();
    fields.remove(Headers.CONTENT_LENGTH);
    fields.remove(Headers.CONTENT_TYPE);
    addCredentials(fields, cgi);
    exchange
        .setRequestMethod(Methods.GET)
        .setRequestURI(path)
        .setRequestPath(path)
        .setRelativePath(path);
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<String, String> configured = exchange.getAttachment(HttpServerExchange.REQUEST_ATTRIBUTES);
    if (configured != null) {
      attributes.putAll(configured);
    }
    addAttributes(attributes, cgi);
    exchange.putAttachment(HttpServerExchange.REQUEST_ATTRIBUTES, attributes);
    Connectors.terminateRequest(exchange);
  }

  private static void addAttributes(Map<String, String> attributes, CgiRequest<HttpString> cgi) {
    attributes.put(PREFIX + "role", Role.AUTHORIZER.name());
    attributes.put(PREFIX + "request-method", cgi.method());
    attributes.put(PREFIX + "request-uri", cgi.target().uri());
    attributes.put(PREFIX + "request-path", cgi.target().path().canonical());
    cgi.apacheRole().ifPresent(role -> attributes.put(PREFIX + "apache-role", role));
    cgi.claimedUser().ifPresent(user -> attributes.put(PREFIX + "remote-user", user));
  }

  /**
   * httpd takes the client's Authorization field away and sends what was in it, so that a servlet
   * would have to know two ways.
   */
  private static void addCredentials(HeaderMap fields, CgiRequest<HttpString> cgi) {
    if (fields.contains(Headers.AUTHORIZATION)
        || cgi.claimedUser().isEmpty()
        || cgi.claimedPassword().isEmpty()) {
      return;
    }
    String pair = cgi.claimedUser().get() + ":" + cgi.claimedPassword().get();
    fields.put(
        Headers.AUTHORIZATION,
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1)));
  }
}
