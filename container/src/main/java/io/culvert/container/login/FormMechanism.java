package io.culvert.container.login;

import io.undertow.security.idm.IdentityManager;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.form.FormParserFactory;
import io.undertow.server.session.Session;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.handlers.security.ServletFormAuthenticationMechanism;
import io.undertow.servlet.spec.HttpSessionImpl;

/**
 * Undertow's login by a page of the application, which leads back to the page that was asked for:
 * by its path only. With the host, as Undertow keeps it, somebody who can plant a session could
 * lead whoever logs in with it to a server of theirs.
 */
final class FormMechanism extends ServletFormAuthenticationMechanism {
  private static final String LOCATION = "io.undertow.servlet.form.auth.redirect.location";

  FormMechanism(
      FormParserFactory parser,
      String name,
      String loginPage,
      String errorPage,
      IdentityManager identities) {
    super(parser, name, loginPage, errorPage, "/", false, identities, true);
  }

  @Override
  protected void storeInitialLocation(HttpServerExchange exchange, byte[] bytes, int length) {
    super.storeInitialLocation(exchange, bytes, length);
    HttpSessionImpl session =
        ServletRequestContext.requireCurrent()
            .getCurrentServletContext()
            .getSession(exchange, false);
    if (session != null) {
      Session kept = session.getSession();
      if (kept.getAttribute(LOCATION) instanceof String location) {
        kept.setAttribute(LOCATION, withoutHost(location));
      }
    }
  }

  private static String withoutHost(String location) {
    int host = location.indexOf("://");
    int path = location.indexOf('/', host < 0 ? 0 : host + "://".length());
    return path < 0 ? "/" : location.substring(path);
  }
}
