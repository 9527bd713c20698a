package io.culvert.session;

import java.time.Duration;

/**
 * One change to a session.
 *
 * @param <V> what an attribute value is to the store
 */
public sealed interface Change<V> {
  /** Binds a value to a name, replacing what was bound to it. */
  record Put<V>(String name, V value) implements Change<V> {
    /** The name only: values belong to the application and its users. */
    @Override
    public String toString() {
      return "Put[" + name + "]";
    }
  }

  /** Unbinds a name; nothing happens if nothing is bound to it. */
  record Remove<V>(String name) implements Change<V> {}

  /** Sets how long the session may be idle, zero or less meaning for ever. */
  record MaxInactive<V>(Duration interval) implements Change<V> {}
}
