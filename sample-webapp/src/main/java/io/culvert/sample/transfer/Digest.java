package io.culvert.sample.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a stream amounted to.
 *
 * @param length bytes
 * @param sha256 64 hexadecimal digits
 */
record Digest(long length, String sha256) {
  private static final int CHUNK = 16 * 1024;

  /** Reads the stream to its end in constant memory. */
  static Digest of(InputStream in) throws IOException {
    MessageDigest sha256 = newSha256();
    byte[] chunk = new byte[CHUNK];
    long length = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      sha256.update(chunk, 0, n);
      length += n;
    }
    return new Digest(length, HexFormat.of().formatHex(sha256.digest()));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one has not.", e);
    }
  }
}
