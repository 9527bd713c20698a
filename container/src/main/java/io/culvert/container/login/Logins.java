package io.culvert.container.login;

import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.Proof;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.ExternalCredential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.security.idm.X509CertificateCredential;
import org.jspecify.annotations.Nullable;

/** Lets the servlet engine ask an {@link IdentitySource}. */
@SuppressWarnings("NullAway") // Undertow's interface says "unknown" with null
record Logins(IdentitySource source) implements IdentityManager {
  @Override
  public @Nullable Account verify(Account account) {
    // a session says who it is; whether they still are, and in which roles, is asked anew
    return source.find(account.getPrincipal().getName()).map(KnownAccount::of).orElse(null);
  }

  @Override
  public @Nullable Account verify(String id, Credential credential) {
    return switch (credential) {
      case PasswordCredential password ->
          source
              .authenticate(id, new Proof.Password(password.getPassword()), Client.address())
              .map(KnownAccount::of)
              .orElse(null);
      case ExternalCredential _ ->
          source
              .find(id)
              .map(KnownAccount::of)
              .orElseGet(() -> KnownAccount.withoutRoles(id)); // the front end knows them
      default -> null;
    };
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return credential instanceof X509CertificateCredential verified
        ? source
            .certified(verified.getCertificate().getSubjectX500Principal())
            .map(KnownAccount::of)
            .orElse(null)
        : null;
  }
}
