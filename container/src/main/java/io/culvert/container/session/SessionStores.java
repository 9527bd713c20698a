package io.culvert.container.session;

import io.culvert.session.SessionStore;

/** Opens the stores of applications. */
@FunctionalInterface
interface SessionStores {
  /**
   * Opens a store.
   *
   * @param application the name under which its sessions are known, now and later
   */
  SessionStore<Attribute> open(String application);

  /** What all stores share is no longer needed. */
  default void close() {}
}
