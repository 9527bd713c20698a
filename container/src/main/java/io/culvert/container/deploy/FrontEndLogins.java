package io.culvert.container.deploy;

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
final class FrontEndLogins {
  private FrontEndLogins() {}

  static void addTo(DeploymentInfo info) {
    LoginConfig login = info.getLoginConfig();
    if (login == null) {
      login = new LoginConfig(info.getDisplayName());
      info.setLoginConfig(login);
    }
    login.addFirstAuthMethod(new AuthMethodConfig(ExternalAuthenticationMechanism.NAME));
  }
}
