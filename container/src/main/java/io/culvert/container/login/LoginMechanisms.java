package io.culvert.container.login;

import io.culvert.container.identity.IdentitySource;
import io.undertow.security.api.AuthenticationMechanism;
import io.undertow.security.api.AuthenticationMechanismFactory;
import io.undertow.security.idm.IdentityManager;
import io.undertow.server.handlers.form.FormParserFactory;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** Has the users of an application log in by what is known of them. */
public final class LoginMechanisms {
  private LoginMechanisms() {}

  /** The one method that makes something; Undertow's interface gives it a body. */
  @FunctionalInterface
  private interface Factory extends AuthenticationMechanismFactory {
    @Override
    AuthenticationMechanism create(
        String name,
        IdentityManager identities,
        FormParserFactory parser,
        Map<String, String> properties);
  }

  /** To be called once for each deployment. */
  public static void addTo(DeploymentInfo info, IdentitySource source) {
    info.setIdentityManager(new Logins(source));
    Nonces nonces = Nonces.usual(InstantSource.system(), new SecureRandom());
    Factory digest =
        (name, _, _, properties) ->
            new DigestMechanism(
                name, text(properties, AuthenticationMechanismFactory.REALM), source, nonces);
    Factory form =
        (name, identities, parser, properties) ->
            new FormMechanism(
                parser,
                name,
                text(properties, AuthenticationMechanismFactory.LOGIN_PAGE),
                text(properties, AuthenticationMechanismFactory.ERROR_PAGE),
                identities);
    info.addAuthenticationMechanism(HttpServletRequest.DIGEST_AUTH, digest);
    info.addAuthenticationMechanism(HttpServletRequest.FORM_AUTH, form);
    info.addSecurityWrapper(Unavailable::new);
    Constraints.addTo(info);
  }

  private static String text(Map<String, String> properties, String key) {
    return Objects.requireNonNullElse(properties.get(key), "");
  }
}
