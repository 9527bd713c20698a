package io.culvert.container.login;

import io.undertow.security.impl.ExternalAuthenticationMechanism;
import io.undertow.servlet.api.AuthMethodConfig;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.LoginConfig;

/**
 * Has an application take those for logged in whom the front end has let in. Also where its
 * descriptor asks for no login, and before any that it asks for: a browser sends the password that
 * the front end wanted on to the application, which would check it once more and mostly not know
 * it. Requests of which the front end says nothing go on to the application's own login.
 */
public final class FrontEndLogins {
  private FrontEndLogins() {}

  /** To be called once for each deployment, after it has its own logins. */
  public static void addTo(DeploymentInfo info) {
    LoginConfig login = info.getLoginConfig();
    if (login == null) {
      login = new LoginConfig(info.getDisplayName());
      info.setLoginConfig(login);
    }
    String external = ExternalAuthenticationMechanism.NAME;
    login.getAuthMethods().removeIf(method -> method.getName().equals(external));
    login.addFirstAuthMethod(new AuthMethodConfig(external));
  }
}
