package io.culvert.container.it;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Bytes that are made as they are read: every block of them is different, none is kept. */
final class Bytes extends InputStream {
  private static final int BLOCK = 64 * 1024;

  private final byte[] block = new byte[BLOCK];
  private final long length;
  private long read;

  Bytes(long length) {
    this.length = length;
    new Random(1).nextBytes(block);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int most) {
    if (read == length) {
      return -1;
    }
    int at = (int) (read % BLOCK);
    if (at == 0) {
      ByteBuffer.wrap(block).putLong(read);
    }
    int count = (int) Math.min(Math.min(most, BLOCK - at), length - read);
    System.arraycopy(block, at, target, offset, count);
    read += count;
    return count;
  }

  /** A stream that digests what is read from it. */
  static DigestInputStream digesting(InputStream in) {
    try {
      return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The SHA-256 of what was read, in hexadecimal digits. */
  static String sha256(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }
}
