package io.culvert.container.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether a value would be written as it was before, without keeping what was written.
 *
 * @param text the SHA-256 of the bytes, or nothing for what was never written
 */
record Fingerprint(String text) {
  /** Of what was never written: like no other. */
  static final Fingerprint NONE = new Fingerprint("");

  /** Of what can't be written. */
  static final Fingerprint IMPOSSIBLE = new Fingerprint("-");

  static Fingerprint of(byte[] bytes) {
    try {
      return new Fingerprint(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
