package io.culvert.container.identity;

import java.util.Optional;

/** Knows users, their passwords and their roles. */
public interface IdentitySource {
  /** Knows nobody, so that every login fails. */
  IdentitySource NOBODY =
      new IdentitySource() {
        @Override
        public Optional<Identity> authenticate(String name, char[] password) {
          return Optional.empty();
        }

        @Override
        public Optional<Identity> find(String name) {
          return Optional.empty();
        }
      };

  /**
   * Checks a login.
   *
   * @param password is not kept
   * @return empty if the name is unknown or the password wrong; callers cannot tell which
   */
  Optional<Identity> authenticate(String name, char[] password);

  /**
   * Looks up somebody who logged in before, with the roles they have now.
   *
   * @return empty if they are no longer known, which ends their session's login
   */
  Optional<Identity> find(String name);
}
