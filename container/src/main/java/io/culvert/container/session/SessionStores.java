package io.culvert.container.session;

import io.culvert.session.SessionStore;

/** Opens the store for the sessions of one application. */
@FunctionalInterface
public interface SessionStores {
  /**
   * Opens a store that nobody else uses. It is shut down when the application stops.
   *
   * @param deployment the application's name, unique on this server and the same after a redeploy
   * @param loader the application's class loader, for stores that serialise
   */
  SessionStore<Object> open(String deployment, ClassLoader loader);
}
