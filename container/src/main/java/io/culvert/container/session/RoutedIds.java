package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionReferenceConfig;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has every id end with this node's route, whichever it came with. So an application that asks
 * which session was requested is told the id its session has, also when another node has begun it.
 *
 * @param engine writes and reads the cookie
 * @param own this node's
 * @param tally learns of requests that came to the wrong node
 */
record RoutedIds(SessionConfig engine, Route own, Tally tally) implements SessionConfig {
  private static final AttachmentKey<Route> FOREIGN = AttachmentKey.create(Route.class);

  /** Whether the id that the request presents leads front ends elsewhere, or nowhere. */
  static boolean leadElsewhere(HttpServerExchange exchange) {
    return foreign(exchange).isPresent();
  }

  /** The route that the request presents with its id, if it is not this node's. */
  static Optional<Route> foreign(HttpServerExchange exchange) {
    return Optional.ofNullable(exchange.getAttachment(FOREIGN));
  }

  /**
   * When a request is dispatched into another context, the session there goes by the id of the
   * session here, and Undertow says so with a config of its own. Any other config reads the id from
   * the request, and that must not become the name of a new session: it may be planted.
   */
  static Optional<SessionId> ofCallingContext(HttpServerExchange exchange, SessionConfig config) {
    return config instanceof SessionReferenceConfig
        ? RoutedId.parse(config.findSessionId(exchange)).map(RoutedId::id)
        : Optional.empty();
  }

  @Override
  @SuppressWarnings("NullAway") // Undertow's interface says "none" with null
  public @Nullable String findSessionId(HttpServerExchange exchange) {
    String found = engine.findSessionId(exchange);
    Optional<RoutedId> presented = found == null ? Optional.empty() : RoutedId.parse(found);
    presented.map(RoutedId::route).ifPresent(route -> note(exchange, route));
    return presented.map(routed -> own.ended(routed.id())).orElse(found);
  }

  /** Once for each request, however often it is asked for its session. */
  private void note(HttpServerExchange exchange, Route presented) {
    if (presented.equals(own) || leadElsewhere(exchange)) {
      return;
    }
    exchange.putAttachment(FOREIGN, presented);
    if (!presented.equals(Route.NONE)) {
      tally.requestStrayed();
    }
  }

  @Override
  public void setSessionId(HttpServerExchange exchange, String sessionId) {
    if (Strays.endsFailover(exchange)) {
      tally.sessionFailedOver();
    }
    engine.setSessionId(exchange, sessionId);
  }

  @Override
  public void clearSession(HttpServerExchange exchange, String sessionId) {
    engine.clearSession(exchange, sessionId);
  }

  @Override
  public SessionCookieSource sessionCookieSource(HttpServerExchange exchange) {
    return engine.sessionCookieSource(exchange);
  }

  @Override
  public String rewriteUrl(String originalUrl, String sessionId) {
    return engine.rewriteUrl(originalUrl, sessionId);
  }
}
