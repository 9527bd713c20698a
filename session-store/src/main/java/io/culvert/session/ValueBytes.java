package io.culvert.session;

import java.util.Optional;

/**
 * How values become bytes and come back. Safe for any number of threads.
 *
 * @param <V> what an attribute value is to the store
 */
public interface ValueBytes<V> {
  /** The bytes of a value; empty if it has none, and is not to outlive the server. */
  Optional<byte[]> bytes(SessionId session, String name, V value);

  /** The value of such bytes. */
  V value(byte[] bytes);
}
