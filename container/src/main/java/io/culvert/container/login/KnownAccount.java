package io.culvert.container.login;

import io.culvert.container.identity.Identity;
import io.undertow.security.idm.Account;
import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

/** Somebody who has logged in. Sessions keep it, so it can be stored with them. */
record KnownAccount(Name name, Set<String> roles) implements Account, Serializable {
  @Serial private static final long serialVersionUID = 1L;

  static KnownAccount of(Identity identity) {
    return new KnownAccount(new Name(identity.name()), identity.roles());
  }

  /** Somebody who has a name, and no role. */
  static KnownAccount withoutRoles(String name) {
    return new KnownAccount(new Name(name), Set.of());
  }

  @Override
  public Principal getPrincipal() {
    return name;
  }

  @Override
  public Set<String> getRoles() {
    return roles;
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
