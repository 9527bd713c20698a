package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.servlet.api.SessionConfigWrapper;
import io.undertow.servlet.spec.SessionCookieConfigImpl;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Mends Undertow's handling of the session cookie.
 *
 * <p>Of several cookies of one name Undertow knows only the last. But an application at {@code
 * /shop} beside one at the root is sent the cookies of both, its own first, since that has the
 * longer path (RFC 6265 §5.4): the first one counts.
 *
 * <p>Undertow marks the cookie {@code Secure} (§4.1.2.5) always or never. Always would lose the
 * sessions of plain HTTP, never lets the id of a secure session leak through the first plain link
 * to the same host; so it is secure when the request is.
 *
 * @param engine knows other places where an id may be
 * @param kind what the application has declared for its cookies
 * @param secureByRequest whether the request decides on {@code Secure}
 */
record SessionCookies(SessionConfig engine, SessionCookie.Kind kind, boolean secureByRequest)
    implements SessionConfig {

  /** What Undertow asks when the application can no longer change its cookie. */
  static SessionConfigWrapper wrapper(boolean secureByRequest) {
    return (engine, _) ->
        engine instanceof SessionCookieConfigImpl cookies
            ? new SessionCookies(
                engine,
                new SessionCookie.Kind(cookies.getName(), cookies.getAttributes()),
                secureByRequest)
            : engine; // the application tracks sessions by other means
  }

  @Override
  public void setSessionId(HttpServerExchange exchange, String sessionId) {
    exchange.setResponseCookie(kind.with(sessionId, isSecure(exchange)));
  }

  @Override
  public void clearSession(HttpServerExchange exchange, String sessionId) {
    exchange.setResponseCookie(kind.ending(sessionId, isSecure(exchange)));
  }

  private boolean isSecure(HttpServerExchange exchange) {
    return secureByRequest && exchange.isSecure();
  }

  @Override
  @SuppressWarnings("NullAway") // Undertow's interface says "none" with null
  public @Nullable String findSessionId(HttpServerExchange exchange) {
    HeaderValues fields = exchange.getRequestHeaders().get(Headers.COOKIE);
    if (fields != null) {
      for (String field : fields) {
        String id = firstIn(field);
        if (id != null) {
          return id;
        }
      }
    }
    return engine.findSessionId(exchange);
  }

  private @Nullable String firstIn(String field) {
    String cookieName = kind.name();
    int length = cookieName.length();
    for (int at = field.indexOf(cookieName); at >= 0; at = field.indexOf(cookieName, at + 1)) {
      if (beginsPair(field, at)
          && at + length < field.length()
          && field.charAt(at + length) == '=') {
        int end = field.indexOf(';', at);
        return field.substring(at + length + 1, end < 0 ? field.length() : end).strip();
      }
    }
    return null;
  }

  private static boolean beginsPair(String field, int at) {
    int before = at - 1;
    while (before >= 0 && field.charAt(before) == ' ') {
      before--;
    }
    return before < 0 || field.charAt(before) == ';';
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
