package io.culvert.connector.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Name-value pairs (FastCGI 1.0 §3.4) in the order they were sent, duplicates included. They stay
 * the bytes they were: a String is made for whoever asks for one, by every call anew, and the
 * comparisons work on the bytes. No name is empty, and neither names nor values hold a NUL.
 * Immutable, so any thread may use it. An index outside {@code 0 <= i < size()} is answered with an
 * {@link IndexOutOfBoundsException}.
 */
public final class NameValuePairs implements DecodedPairs {

  /** Pairs that are none. */
  public static final NameValuePairs EMPTY = new NameValuePairs(new byte[0], new int[0], 0);

  /** Per pair: where the name starts, where the value starts (and the name ends), its end. */
  static final int BOUNDS = 3;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final byte[] content;
  private final int[] bounds;
  private final int count;

  /** Takes the arrays over; nobody else may keep them. */
  NameValuePairs(byte[] content, int[] bounds, int count) {
    this.content = content;
    this.bounds = bounds;
    this.count = count;
  }

  public int size() {
    return count;
  }

  /** The name of a pair; every byte is one char (ISO-8859-1). */
  public String name(int i) {
    int start = nameStart(i);
    return new String(content, start, valueStart(i) - start, ISO_8859_1);
  }

  /** The value of a pair; every byte is one char (ISO-8859-1). */
  public String value(int i) {
    int start = valueStart(i);
    return new String(content, start, valueEnd(i) - start, ISO_8859_1);
  }

  public int nameLength(int i) {
    return valueStart(i) - nameStart(i);
  }

  public int valueLength(int i) {
    return valueEnd(i) - valueStart(i);
  }

  /** One byte of a value, {@code 0 <= at < valueLength(i)}. */
  public byte valueByte(int i, int at) {
    return content[valueStart(i) + at];
  }

  /** Whether the name begins with these bytes. */
  public boolean nameStartsWith(int i, byte[] prefix) {
    int start = nameStart(i);
    if (valueStart(i) - start < prefix.length) {
      return false;
    }
    for (int at = 0; at < prefix.length; at++) { // the first byte nearly always decides
      if (content[start + at] != prefix[at]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the name is exactly these bytes. */
  public boolean nameEquals(int i, byte[] other) {
    return Arrays.equals(content, nameStart(i), valueStart(i), other, 0, other.length);
  }

  /** Whether the value is exactly these bytes. */
  public boolean valueEquals(int i, byte[] other) {
    return Arrays.equals(content, valueStart(i), valueEnd(i), other, 0, other.length);
  }

  /** The {@link #hash(byte[])} of the name. */
  public int nameHash(int i) {
    return hash(content, nameStart(i), valueStart(i));
  }

  /** The {@link #hash(byte[])} of the value. */
  public int valueHash(int i) {
    return hash(content, valueStart(i), valueEnd(i));
  }

  /** Spreads byte strings over tables of any size. Not a defence against chosen collisions. */
  public static int hash(byte[] bytes) {
    return hash(bytes, 0, bytes.length);
  }

  /** A new map of all pairs in their order; of pairs with the same name the last one wins. */
  public Map<String, String> toMap() {
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      map.put(name(i), value(i));
    }
    return Collections.unmodifiableMap(map);
  }

  /** Eight bytes a step; the last step overlaps the one before instead of going byte by byte. */
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    long hash = length;
    if (length < Long.BYTES) {
      for (int i = from; i < to; i++) {
        hash = (hash ^ bytes[i]) * MIX;
      }
      return fold(hash);
    }
    for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
      hash = (hash ^ (long) LONG.get(bytes, i)) * MIX;
    }
    hash = (hash ^ (long) LONG.get(bytes, to - Long.BYTES)) * MIX;
    return fold(hash);
  }

  /** A product's low bits know nothing of its factors' high bits, where the last characters are. */
  private static int fold(long hash) {
    return (int) (((hash ^ hash >>> 32) * MIX) >>> 32);
  }

  private int nameStart(int i) {
    return bounds[checked(i) * BOUNDS];
  }

  private int valueStart(int i) {
    return bounds[checked(i) * BOUNDS + 1];
  }

  private int valueEnd(int i) {
    return bounds[checked(i) * BOUNDS + 2];
  }

  private int checked(int i) {
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("pair " + i + " of " + count);
    }
    return i;
  }
}
