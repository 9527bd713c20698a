package io.culvert.container.identity;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Knows users, what they prove themselves with, and their roles. Every method throws {@link
 * UnavailableException} if it cannot tell, which must let nobody in.
 */
public interface IdentitySource {
  /** Knows nobody, so that every login fails. */
  IdentitySource NOBODY =
      new IdentitySource() {
        @Override
        public Optional<Identity> authenticate(String name, Proof proof, InetAddress client) {
          return Optional.empty();
        }

        @Override
        public Optional<Identity> find(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Identity> certified(X500Principal subject) {
          return Optional.empty();
        }

        @Override
        public Set<DigestAlgorithm> digests(String realm) {
          return Set.of();
        }
      };

  /**
   * Checks a login.
   *
   * @param proof is not kept
   * @param client where it comes from; who fails too often from there has to wait
   * @return empty if the name is unknown or the proof wrong; callers cannot tell which
   */
  Optional<Identity> authenticate(String name, Proof proof, InetAddress client);

  /**
   * Looks up somebody who logged in before, with the roles they have now.
   *
   * @return empty if they are no longer known, which ends their session's login
   */
  Optional<Identity> find(String name);

  /** Looks up whose certificate it is that somebody has verified. */
  Optional<Identity> certified(X500Principal subject);

  /** By which algorithms anybody may log in by Digest in this realm; the better one first. */
  Set<DigestAlgorithm> digests(String realm);
}
