package io.culvert.container.identity;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Where users are kept. Asked by many threads at once; throws {@link UnavailableException} if it
 * cannot tell.
 */
public interface Users {
  /** By name. */
  Optional<User> find(String name);

  /** Whose certificate has this subject. */
  Optional<User> certified(X500Principal subject);

  /** For which algorithms somebody has, or may have, a secret in this realm; the better first. */
  Set<DigestAlgorithm> digests(String realm);
}
