package io.culvert.container.session;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the session cookie carry a proof between the id and its route, of which neither the
 * application nor the engine learns. The route stays the last, where front ends look for it.
 *
 * @param engine writes and reads the cookie
 */
record ProofCookie(SessionConfig engine) implements SessionConfig {
  /** Between id and proof; no id has it, and a cookie may (RFC 6265 §4.1.1). */
  private static final char SEPARATOR = '~';

  private static final AttachmentKey<String> PRESENTED = AttachmentKey.create(String.class);
  private static final AttachmentKey<String> ISSUED = AttachmentKey.create(String.class);

  /** What the client has presented with the id that was found last. */
  static Optional<String> presented(HttpServerExchange exchange) {
    return Optional.ofNullable(exchange.getAttachment(PRESENTED));
  }

  /** Sends a proof with the id that is set next. */
  static void issue(HttpServerExchange exchange, String proof) {
    exchange.putAttachment(ISSUED, proof);
  }

  @Override
  public void setSessionId(HttpServerExchange exchange, String sessionId) {
    String proof = exchange.removeAttachment(ISSUED);
    engine.setSessionId(exchange, proof == null ? sessionId : with(proof, sessionId));
  }

  @Override
  public void clearSession(HttpServerExchange exchange, String sessionId) {
    engine.clearSession(exchange, sessionId);
  }

  @Override
  @SuppressWarnings("NullAway") // Undertow's interface says "none" with null
  public @Nullable String findSessionId(HttpServerExchange exchange) {
    String found = engine.findSessionId(exchange);
    int separator = found == null ? -1 : found.indexOf(SEPARATOR);
    if (separator < 0) {
      exchange.removeAttachment(PRESENTED);
      return found;
    }
    int route = found.indexOf(RoutedId.SEPARATOR, separator);
    int end = route < 0 ? found.length() : route;
    exchange.putAttachment(PRESENTED, found.substring(separator + 1, end));
    return found.substring(0, separator) + found.substring(end);
  }

  private static String with(String proof, String sessionId) {
    int route = sessionId.indexOf(RoutedId.SEPARATOR);
    int end = route < 0 ? sessionId.length() : route;
    return sessionId.substring(0, end) + SEPARATOR + proof + sessionId.substring(end);
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
