package io.culvert.connector.cgi;

import io.culvert.connector.wire.NameValuePairs;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read out of recent values of one parameter, so that a value that comes again
 * and again (a host, a method, an address) is parsed once and costs no object afterwards. Bounded:
 * every value has one slot, in which the latest stays; values longer than {@link #LONGEST} bytes
 * are never kept. What a client sends can thus push others out, but neither fill nor slow it.
 * Threads share it without a lock: the worst that a race can do is that a value is read again.
 */
final class ValueCache<V> {

  /** Reads a value. Called again for the same text whenever its slot was taken by another. */
  interface Reader<V> {
    V read(String text) throws Refusal;
  }

  static final int LONGEST = 128;

  private final Reader<V> reader;
  private final AtomicReferenceArray<@Nullable Keyed<V>> slots;

  /**
   * @param slots a power of two
   */
  ValueCache(int slots, Reader<V> reader) {
    this.reader = reader;
    this.slots = new AtomicReferenceArray<>(slots);
  }

  /**
   * What the value of a pair reads as.
   *
   * @throws Refusal if the reader refuses the value; that is not remembered
   */
  V get(NameValuePairs pairs, int pair) throws Refusal {
    if (pairs.valueLength(pair) > LONGEST) {
      return reader.read(pairs.value(pair));
    }
    int slot = pairs.valueHash(pair) & (slots.length() - 1);
    Keyed<V> entry = slots.getAcquire(slot);
    if (entry != null && pairs.valueEquals(pair, entry.key())) {
      return entry.value();
    }
    String text = pairs.value(pair);
    V value = reader.read(text);
    slots.setRelease(slot, new Keyed<>(text, value));
    return value;
  }
}
