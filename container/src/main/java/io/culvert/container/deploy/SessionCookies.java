package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.session.SessionConfig;
import io.undertow.servlet.api.Deployment;
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
 * @param engine writes and reads the cookie
 * @param cookieName what it is called
 * @param secureByRequest whether the request decides on {@code Secure}
 */
record SessionCookies(SessionConfig engine, String cookieName, boolean secureByRequest)
    implements SessionConfig {

  /** What Undertow asks when the application can no longer change its cookie. */
  static SessionConfigWrapper wrapper(boolean secureByRequest) {
    return (engine, deployment) ->
        engine instanceof SessionCookieConfigImpl
            ? new SessionCookies(engine, nameIn(deployment), secureByRequest)
            : engine; // the application tracks sessions by other means
  }

  private static String nameIn(Deployment deployment) {
    return deployment.getServletContext().getSessionCookieConfig().getName();
  }

  @Override
  public void setSessionId(HttpServerExchange exchange, String sessionId) {
    engine.setSessionId(exchange, sessionId);
    secure(exchange);
  }

  @Override
  public void clearSession(HttpServerExchange exchange, String sessionId) {
    engine.clearSession(exchange, sessionId);
    // browsers ignore a plain cookie that is to replace a secure one
    secure(exchange);
  }

  private void secure(HttpServerExchange exchange) {
    if (!secureByRequest || !exchange.isSecure()) {
      return;
    }
    for (Cookie cookie : exchange.responseCookies()) {
      if (cookie.getName().equals(cookieName)) {
        cookie.setSecure(true);
      }
    }
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
