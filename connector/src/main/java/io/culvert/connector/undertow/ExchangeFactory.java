package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRejection;
import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.cgi.HeaderFields;
import io.culvert.connector.cgi.HttpProtocol;
import io.culvert.connector.cgi.PathParameter;
import io.culvert.connector.cgi.RequestTarget;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.wire.Role;
import io.undertow.security.impl.ExternalAuthenticationMechanism;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.ParameterLimitException;
import io.undertow.util.Protocols;
import io.undertow.util.URLUtils;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes exchanges out of requests. */
final class ExchangeFactory {
  private static final HttpString HTTP_3_0 = new HttpString("HTTP/3.0");
  private static final String CHARSET = "UTF-8";
  private static final int BAD_REQUEST = 400;
  private static final int CONTENT_TOO_LARGE = 413;

  /** Methods whose content has no meaning (RFC 9110 §9.3), unless its length is declared. */
  private static final Set<HttpString> WITHOUT_CONTENT =
      Set.of(Methods.GET, Methods.HEAD, Methods.DELETE, Methods.OPTIONS, Methods.TRACE);

  private final Engine engine;
  private final UndertowSettings settings;
  private final Optional<AuthorizerQuestion> question;

  ExchangeFactory(Engine engine, UndertowSettings settings) {
    this.engine = engine;
    this.settings = settings;
    this.question = settings.roles().authorizerPath().map(AuthorizerQuestion::new);
  }

  RequestConnection connect(FcgiRequest request, CgiRequest<HttpString> cgi) {
    return new RequestConnection(engine, request, cgi, settings.maxEntitySize());
  }

  /**
   * Fills in what the request says.
   *
   * @return why it must not be served, if that turns out
   */
  Optional<CgiRejection<HttpString>> fill(
      HttpServerExchange exchange, FcgiRequest request, CgiRequest<HttpString> cgi) {
    if (settings.maxEntitySize() > 0 && cgi.contentLength() > settings.maxEntitySize()) {
      return reject(
          exchange,
          CONTENT_TOO_LARGE,
          "Content-Length " + cgi.contentLength() + " is more than " + settings.maxEntitySize());
    }
    exchange
        .setRequestMethod(Methods.fromString(cgi.method()))
        .setProtocol(protocol(cgi.protocol()))
        .setRequestScheme(cgi.secure() ? "https" : "http")
        .setPersistent(true);
    Connectors.setRequestStartTime(exchange);
    addHeaders(exchange.getRequestHeaders(), cgi.headers());
    addAttributes(exchange, request, cgi);
    if (request.role() == Role.FILTER) {
      Optional<FilterData> data = FilterData.of(request, cgi);
      if (data.isEmpty()) {
        return reject(exchange, BAD_REQUEST, "FCGI_DATA_LENGTH is missing or no number");
      }
      exchange.putAttachment(FilterData.KEY, data.get());
    }
    if (request.role() == Role.AUTHORIZER) {
      question.orElseThrow().ask(exchange, cgi);
      return Optional.empty();
    }
    if (hasNoContent(exchange, request, cgi)) {
      withoutContent(exchange, request);
    }
    return target(exchange, cgi.target());
  }

  /** The same for a request that nobody sent; its path is still to be made canonical. */
  void fill(HttpServerExchange exchange, LocalRequest request) {
    exchange
        .setRequestMethod(Methods.GET)
        .setProtocol(Protocols.HTTP_1_1)
        .setRequestScheme("https")
        .setRequestURI(request.path())
        .setPersistent(true);
    Connectors.setRequestStartTime(exchange);
    exchange.getRequestHeaders().put(Headers.HOST, request.host());
    exchange.getRequestHeaders().put(Headers.USER_AGENT, request.agent());
    exchange.putAttachment(
        HttpServerExchange.REQUEST_ATTRIBUTES, new LinkedHashMap<>(request.attributes()));
    Connectors.terminateRequest(exchange);
  }

  private static Optional<CgiRejection<HttpString>> reject(
      HttpServerExchange exchange, int status, String problem) {
    return Optional.of(
        new CgiRejection<>(status, problem, exchange.getRequestMethod().equals(Methods.HEAD)));
  }

  /** The objects that Undertow compares with. */
  private static HttpString protocol(HttpProtocol protocol) {
    return switch (protocol) {
      case HTTP_0_9 -> Protocols.HTTP_0_9;
      case HTTP_1_0 -> Protocols.HTTP_1_0;
      case HTTP_1_1 -> Protocols.HTTP_1_1;
      case HTTP_2_0 -> Protocols.HTTP_2_0;
      case HTTP_3_0 -> HTTP_3_0;
    };
  }

  private static void addHeaders(HeaderMap headers, HeaderFields<HttpString> fields) {
    for (int i = 0; i < fields.size(); i++) {
      headers.add(fields.name(i), fields.value(i));
    }
  }

  private static boolean hasNoContent(
      HttpServerExchange exchange, FcgiRequest request, CgiRequest<HttpString> cgi) {
    return cgi.contentLength() == 0
        || request.body().isEmpty()
        || (cgi.contentLength() == CgiRequest.UNKNOWN_LENGTH
            && WITHOUT_CONTENT.contains(exchange.getRequestMethod()));
  }

  /**
   * Also keeps {@code getParameter} from parsing a form where there is none: Undertow's form
   * parsers look at the type alone, not at the method or the length (CVE-2026-3260).
   */
  private static void withoutContent(HttpServerExchange exchange, FcgiRequest request) {
    if (!request.body().isEmpty()) {
      request.body().discard();
    }
    Connectors.terminateRequest(exchange);
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      exchange.getRequestHeaders().remove(Headers.CONTENT_TYPE);
    }
  }

  private void addAttributes(
      HttpServerExchange exchange, FcgiRequest request, CgiRequest<HttpString> cgi) {
    if (request.trust().remoteUser()) {
      cgi.claimedUser()
          .ifPresent(
              user -> {
                exchange.putAttachment(HttpServerExchange.REMOTE_USER, user);
                exchange.putAttachment(ExternalAuthenticationMechanism.EXTERNAL_PRINCIPAL, user);
              });
      cgi.claimedAuthType()
          .ifPresent(
              type ->
                  exchange.putAttachment(
                      ExternalAuthenticationMechanism.EXTERNAL_AUTHENTICATION_TYPE, type));
    }
    if (!settings.requestAttributes().isEmpty()) {
      Map<String, String> attributes = new LinkedHashMap<>(cgi.params().toMap());
      attributes.keySet().retainAll(settings.requestAttributes());
      exchange.putAttachment(HttpServerExchange.REQUEST_ATTRIBUTES, attributes);
    }
  }

  /**
   * Contexts, servlets and security constraints see the canonical path, applications the raw one.
   */
  private Optional<CgiRejection<HttpString>> target(
      HttpServerExchange exchange, RequestTarget target) {
    exchange
        .setRequestURI(target.path().raw())
        .setRequestPath(target.path().canonical())
        .setRelativePath(target.path().canonical());
    for (PathParameter parameter : target.path().parameters()) {
      exchange.addPathParam(parameter.name(), parameter.value());
    }
    if (target.query().isEmpty()) {
      return Optional.empty();
    }
    exchange.setQueryString(target.query());
    try {
      URLUtils.parseQueryString(target.query(), exchange, CHARSET, true, settings.maxParameters());
      return Optional.empty();
    } catch (ParameterLimitException | IllegalArgumentException e) {
      return reject(exchange, BAD_REQUEST, "query: " + e.getMessage());
    }
  }
}
