package io.culvert.connector.cgi;

import io.culvert.connector.wire.NameValuePairs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fixed set of names, looked up by their bytes: no String is made for a lookup. */
final class NameTable<V> {

  /** Open addressing, at most a quarter full: a miss ends at the first or second probe. */
  private final List<@Nullable Keyed<V>> slots;

  NameTable(Map<String, V> values) {
    int size = Integer.highestOneBit(Math.max(1, values.size())) * 8;
    slots = new ArrayList<>(Collections.nCopies(size, null));
    values.forEach((name, value) -> put(new Keyed<>(name, value)));
  }

  /** What stands for the name of a pair, or null. */
  @Nullable V get(NameValuePairs pairs, int pair) {
    int i = slot(pairs.nameHash(pair));
    for (Keyed<V> entry; (entry = slots.get(i)) != null; i = slot(i + 1)) {
      if (pairs.nameEquals(pair, entry.key())) {
        return entry.value();
      }
    }
    return null;
  }

  private void put(Keyed<V> entry) {
    int i = slot(NameValuePairs.hash(entry.key()));
    while (slots.get(i) != null) {
      i = slot(i + 1);
    }
    slots.set(i, entry);
  }

  private int slot(int hash) {
    return hash & (slots.size() - 1);
  }
}
