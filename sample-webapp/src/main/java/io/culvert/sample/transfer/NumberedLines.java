package io.culvert.sample.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Content that is the same every time, without being stored: lines of 64 bytes, each of which says
 * where it stands. So a lost, doubled or swapped piece is seen at a glance, and a checksum can be
 * known beforehand. The static file {@code assets/lines.txt} holds the first 1,024 lines.
 *
 * @param bytes how much there is of it; the last line may be cut short
 */
record NumberedLines(long bytes) {
  static final int LINE = 64;
  private static final int LINES_AT_ONCE = 256;

  /** Writes all of it. */
  void writeTo(OutputStream out) throws IOException {
    byte[] block = new byte[LINE * LINES_AT_ONCE];
    for (long offset = 0; offset < bytes; offset += block.length) {
      fill(block, offset);
      out.write(block, 0, (int) Math.min(block.length, bytes - offset));
    }
  }

  /** The SHA-256 of all of it, computed anew. */
  String sha256() throws IOException {
    MessageDigest sha256 = Digest.newSha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      writeTo(out);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void fill(byte[] block, long offset) {
    for (int at = 0; at < block.length; at += LINE) {
      System.arraycopy(line(offset + at), 0, block, at, LINE);
    }
  }

  private static byte[] line(long offset) {
    byte[] line =
        "byte ............ line ............ of the numbered sample text\n"
            .getBytes(StandardCharsets.US_ASCII);
    writeDecimal(line, 5, offset);
    writeDecimal(line, 23, offset / LINE + 1);
    return line;
  }

  /**
   * Twelve digits by hand: formatting every line would make a large download a benchmark of
   * String.format.
   */
  private static void writeDecimal(byte[] line, int at, long value) {
    long rest = value;
    for (int i = at + 11; i >= at; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
