package io.culvert.container.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that forgets what was not used for the longest time. Any thread. */
final class Bounded<K, V> {
  /** Guards itself; nothing that waits is called while it is held. */
  private final Map<K, V> entries;

  Bounded(int most) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  @Nullable V get(K key) {
    synchronized (entries) {
      return entries.get(key);
    }
  }

  void put(K key, V value) {
    synchronized (entries) {
      entries.put(key, value);
    }
  }

  /**
   * Replaces a value, as one step.
   *
   * @param next quick, and without a look at this map
   * @return the new value
   */
  V update(K key, Function<@Nullable V, V> next) {
    synchronized (entries) {
      V value = next.apply(entries.get(key));
      entries.put(key, value);
      return value;
    }
  }

  void remove(K key) {
    synchronized (entries) {
      entries.remove(key);
    }
  }
}
