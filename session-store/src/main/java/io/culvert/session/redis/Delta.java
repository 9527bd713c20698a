package io.culvert.session.redis;

import io.culvert.session.Change;
import io.culvert.session.SessionId;
import io.culvert.session.ValueBytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What changes of a session amount to.
 *
 * @param changes what was to be done, in its order
 * @param bound the bytes of attributes that are bound afterwards
 * @param unbound attributes that are not, or have no bytes
 */
record Delta<V>(
    List<Change<V>> changes,
    Map<String, byte[]> bound,
    Set<String> unbound,
    Optional<Duration> maxInactive) {

  static <V> Delta<V> of(SessionId id, List<Change<V>> changes, ValueBytes<V> values) {
    Map<String, V> put = new HashMap<>();
    Set<String> unbound = new HashSet<>();
    Optional<Duration> maxInactive = Optional.empty();
    for (Change<V> change : changes) {
      switch (change) {
        case Change.Put<V>(String name, V value) -> {
          put.put(name, value);
          unbound.remove(name);
        }
        case Change.Remove<V>(String name) -> {
          put.remove(name);
          unbound.add(name);
        }
        case Change.MaxInactive<V>(Duration interval) -> maxInactive = Optional.of(interval);
      }
    }
    Map<String, byte[]> bound = written(id, put, values);
    unbound.addAll(put.keySet());
    unbound.removeAll(bound.keySet());
    return new Delta<>(changes, bound, unbound, maxInactive);
  }

  /** The bytes of those values that have some. */
  static <V> Map<String, byte[]> written(
      SessionId id, Map<String, V> attributes, ValueBytes<V> values) {
    Map<String, byte[]> written = new HashMap<>();
    attributes.forEach(
        (name, value) ->
            values.bytes(id, name, value).ifPresent(bytes -> written.put(name, bytes)));
    return written;
  }
}
