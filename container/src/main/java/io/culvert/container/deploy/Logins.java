package io.culvert.container.deploy;

import io.culvert.container.identity.Identity;
import io.culvert.container.identity.IdentitySource;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.ExternalCredential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.util.Set;
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
          source.authenticate(id, password.getPassword()).map(KnownAccount::of).orElse(null);
      case ExternalCredential _ -> letInByFrontEnd(id);
      default -> null;
    };
  }

  /** Somebody the server does not know has a name, and no role. */
  private Account letInByFrontEnd(String name) {
    return source
        .find(name)
        .map(KnownAccount::of)
        .orElseGet(() -> new KnownAccount(new Name(name), Set.of()));
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return null; // certificates are not asked for
  }

  /** Sessions keep it, so it can be stored with them. */
  private record KnownAccount(Name name, Set<String> roles) implements Account, Serializable {
    @Serial private static final long serialVersionUID = 1L;

    static Account of(Identity identity) {
      return new KnownAccount(new Name(identity.name()), identity.roles());
    }

    @Override
    public Principal getPrincipal() {
      return name;
    }

    @Override
    public Set<String> getRoles() {
      return roles;
    }
  }

  private record Name(String value) implements Principal, Serializable {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
      return value;
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
