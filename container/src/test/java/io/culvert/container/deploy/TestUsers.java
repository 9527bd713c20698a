package io.culvert.container.deploy;

import io.culvert.container.identity.DigestAlgorithm;
import io.culvert.container.identity.DigestSecret;
import io.culvert.container.identity.Identity;
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.KnownUsers;
import io.culvert.container.identity.PasswordHash;
import io.culvert.container.identity.User;
import io.culvert.container.identity.UserTable;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** ann, an admin, bob, a user, and carl, who is nothing; their password is pw. */
final class TestUsers {
  static final String REALM = "the \"realm\"";

  private TestUsers() {}

  static IdentitySource source() {
    return new KnownUsers(
        new UserTable(
            List.of(
                user("ann", Set.of("admin")), user("bob", Set.of("user")), user("carl", Set.of()))),
        false,
        new SecureRandom());
  }

  private static User user(String name, Set<String> roles) {
    return new User(
        new Identity(name, roles),
        Optional.of(PasswordHash.parse("plain:pw")),
        Stream.of(DigestAlgorithm.values()).map(each -> secret(name, each)).toList(),
        List.of(new X500Principal("CN=" + name + ",O=Example")));
  }

  private static DigestSecret secret(String name, DigestAlgorithm algorithm) {
    return new DigestSecret(algorithm, REALM, algorithm.secret(name, REALM, "pw".toCharArray()));
  }
}
