package io.culvert.container.identity;

import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * What is kept of a user.
 *
 * @param password empty if they cannot log in by password
 * @param digests for Digest logins, by realm
 * @param certificates subjects of client certificates that are theirs
 */
public record User(
    Identity identity,
    Optional<PasswordHash> password,
    List<DigestSecret> digests,
    List<X500Principal> certificates) {
  public User {
    digests = List.copyOf(digests);
    certificates = List.copyOf(certificates);
  }

  /** Their secret of a realm, if they have one. */
  Optional<DigestSecret> digest(DigestAlgorithm algorithm, String realm) {
    return digests.stream()
        .filter(each -> each.algorithm() == algorithm && each.realm().equals(realm))
        .findFirst();
  }
}
