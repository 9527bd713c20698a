package io.culvert.connector.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs inside encoded content, in one pass and without copying it. Lengths have 31 bits,
 * so their sum needs 33: it is computed as a long (an int would wrap and pass for a small number,
 * CVE-2025-23016).
 */
final class PairIndexer {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final byte[] content;
  private final int size;
  private final PairLimits limits;
  private int position;
  private int count;
  private int[] bounds;

  PairIndexer(byte[] content, int size, PairLimits limits) {
    this.content = content;
    this.size = size;
    this.limits = limits;
    // a pair of a usual environment has some 30 bytes: one array is nearly always enough
    this.bounds = new int[NameValuePairs.BOUNDS * (size / 24 + 4)];
  }

  DecodedPairs index() {
    while (position < size) {
      MalformedPairs problem = indexPair();
      if (problem != null) {
        return problem;
      }
    }
    return new NameValuePairs(content, bounds, count);
  }

  private @Nullable MalformedPairs indexPair() {
    long nameLength = length();
    long valueLength = nameLength < 0 ? -1 : length();
    if (valueLength < 0) {
      return miscounted("ends inside a length");
    }
    if (nameLength > limits.nameBytes()) {
      return tooLarge("has a name of more than " + limits.nameBytes() + " bytes");
    }
    if (valueLength > limits.valueBytes()) {
      return tooLarge("has a value of more than " + limits.valueBytes() + " bytes");
    }
    if (nameLength + valueLength > size - position) {
      return miscounted("is longer than what was sent");
    }
    int start = position;
    position += (int) (nameLength + valueLength);
    if (hasNul(start, position)) {
      return new MalformedPairs(MalformedPairs.BROKEN, false, describe("holds a NUL byte"));
    }
    return nameLength == 0 ? null : add(start, start + (int) nameLength);
  }

  private @Nullable MalformedPairs add(int nameStart, int valueStart) {
    if (count == limits.pairs()) {
      return tooLarge("is one more than the " + limits.pairs() + " that are allowed");
    }
    int at = count * NameValuePairs.BOUNDS;
    if (at == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * at);
    }
    bounds[at] = nameStart;
    bounds[at + 1] = valueStart;
    bounds[at + 2] = position;
    count++;
    return null;
  }

  /** One length, or -1 if the content ends inside it. */
  private long length() {
    if (position >= size) {
      return -1;
    }
    byte first = content[position];
    if (first >= 0) {
      position++;
      return first;
    }
    if (size - position < 4) {
      return -1;
    }
    long length =
        (first & 0x7FL) << 24
            | (content[position + 1] & 0xFFL) << 16
            | (content[position + 2] & 0xFFL) << 8
            | (content[position + 3] & 0xFFL);
    position += 4;
    return length;
  }

  /** Eight bytes a step; the last step overlaps the one before instead of going byte by byte. */
  private boolean hasNul(int from, int to) {
    if (to - from < Long.BYTES) {
      for (int i = from; i < to; i++) {
        if (content[i] == 0) {
          return true;
        }
      }
      return false;
    }
    for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
      if (isNulAmongEightAt(i)) {
        return true;
      }
    }
    return isNulAmongEightAt(to - Long.BYTES);
  }

  /** Non-zero exactly if one of the bytes is zero: only a zero borrows into its high bit. */
  private boolean isNulAmongEightAt(int i) {
    long eight = (long) LONG.get(content, i);
    return ((eight - ONES) & ~eight & HIGH_BITS) != 0;
  }

  private MalformedPairs miscounted(String what) {
    return new MalformedPairs(MalformedPairs.BROKEN, true, describe(what));
  }

  private MalformedPairs tooLarge(String what) {
    return new MalformedPairs(MalformedPairs.TOO_LARGE, false, describe(what));
  }

  private String describe(String what) {
    return "name-value pair " + (count + 1) + " " + what;
  }
}
