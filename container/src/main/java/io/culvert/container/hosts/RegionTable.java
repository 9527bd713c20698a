package io.culvert.container.hosts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small immutable hash table that is asked with a region of a string, so that nobody has to cut
 * the region out: host names within a {@code Host} header, prefixes of a path. The caller computes
 * the region's hash with {@link #hash}, character by character.
 */
final class RegionTable<V> {
  private final String[] keys;
  private final Object[] values;
  private final int mask;
  private final boolean ignoreCase;

  /**
   * Fills the table.
   *
   * @param ignoreCase whether ASCII letters match in either case; the keys must then be lower-case
   */
  RegionTable(Map<String, V> entries, boolean ignoreCase) {
    int capacity = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
    this.keys = new String[capacity];
    this.values = new Object[capacity];
    this.mask = capacity - 1;
    this.ignoreCase = ignoreCase;
    entries.forEach(this::put);
  }

  private void put(String key, V value) {
    int hash = 0;
    for (int i = 0; i < key.length(); i++) {
      hash = hash(hash, key.charAt(i));
    }
    int slot = slot(hash);
    while (keys[slot] != null) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  /** The hash of a region that grew by one character; an empty region's hash is 0. */
  int hash(int hash, char next) {
    boolean upper = ignoreCase && next >= 'A' && next <= 'Z';
    return 31 * hash + (upper ? next + ('a' - 'A') : next);
  }

  /** The value of the key that equals {@code text} up to {@code end}. */
  @SuppressWarnings("unchecked") // only put() writes values, and it takes nothing but V
  @Nullable V get(String text, int end, int hash) {
    for (int slot = slot(hash); keys[slot] != null; slot = (slot + 1) & mask) {
      String key = keys[slot];
      if (key.length() == end && key.regionMatches(ignoreCase, 0, text, 0, end)) {
        return (V) values[slot];
      }
    }
    return null;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & mask;
  }
}
