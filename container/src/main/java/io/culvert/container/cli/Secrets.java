package io.culvert.container.cli;

import io.culvert.container.identity.DigestAlgorithm;
import io.culvert.container.identity.DigestSecret;
import io.culvert.container.identity.PasswordHash;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What is kept of a new password.
 *
 * @param digests for Digest logins, in every realm by every algorithm
 */
record Secrets(PasswordHash password, List<DigestSecret> digests) {
  static Secrets of(String user, char[] password, Collection<String> realms) {
    List<DigestSecret> digests =
        realms.stream()
            .flatMap(
                realm ->
                    Arrays.stream(DigestAlgorithm.values())
                        .map(each -> digest(each, user, realm, password)))
            .toList();
    return new Secrets(PasswordHash.of(password, new SecureRandom()), digests);
  }

  private static DigestSecret digest(
      DigestAlgorithm algorithm, String user, String realm, char[] password) {
    return new DigestSecret(algorithm, realm, algorithm.secret(user, realm, password));
  }
}
