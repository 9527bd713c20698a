package io.culvert.connector.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Spoils bytes, some knowing where records begin and some not. */
public final class Mutator {
  private static final int LONGEST = 6000;
  private static final int HEADER = 8;
  private static final byte[] TELLING = {0, 1, 2, 3, 5, 7, 8, 11, 12, 16, 127, -128, -1};

  private final Random random;

  public Mutator(Random random) {
    this.random = random;
  }

  /**
   * One to four changes.
   *
   * @param other where pieces are taken from
   */
  public byte[] mutate(byte[] input, byte[] other) {
    byte[] bytes = input.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes = change(bytes, other);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] change(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return other.clone();
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(9)) {
      case 0 -> set(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 1 -> set(bytes, at, TELLING[random.nextInt(TELLING.length)]);
      case 2 -> splice(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
      case 3 -> splice(bytes, at, at, piece(other));
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> inHeader(bytes);
      case 6 -> recordTwice(bytes);
      case 7 -> withoutRecord(bytes);
      default -> splice(bytes, recordAt(bytes), recordAt(bytes), recordOf(other));
    };
  }

  private byte[] piece(byte[] of) {
    int from = random.nextInt(of.length + 1);
    return Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(200)));
  }

  /** Another version, type, id, length or padding. */
  private byte[] inHeader(byte[] bytes) {
    int at = recordAt(bytes) + (random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(HEADER - 1));
    byte value =
        random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(16);
    return at < bytes.length ? set(bytes, at, value) : bytes;
  }

  private byte[] recordTwice(byte[] bytes) {
    byte[] record = recordOf(bytes);
    int at = recordAt(bytes);
    return splice(bytes, at, at, record);
  }

  private byte[] withoutRecord(byte[] bytes) {
    int at = recordAt(bytes);
    return splice(bytes, at, end(bytes, at), new byte[0]);
  }

  private byte[] recordOf(byte[] bytes) {
    int at = recordAt(bytes);
    return Arrays.copyOfRange(bytes, at, end(bytes, at));
  }

  /** Where one of the records begins, if the bytes are records. */
  private int recordAt(byte[] bytes) {
    int steps = random.nextInt(12);
    int at = 0;
    while (steps-- > 0 && end(bytes, at) < bytes.length) {
      at = end(bytes, at);
    }
    return at;
  }

  private static int end(byte[] bytes, int at) {
    if (at + HEADER > bytes.length) {
      return bytes.length;
    }
    int length = (bytes[at + 4] & 0xFF) << 8 | (bytes[at + 5] & 0xFF);
    return Math.min(bytes.length, at + HEADER + length + (bytes[at + 6] & 0xFF));
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
    if (to < from) {
      return bytes;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + instead.length);
    all.write(bytes, 0, from);
    all.writeBytes(instead);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }
}
