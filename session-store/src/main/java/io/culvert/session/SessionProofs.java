package io.culvert.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that this server, or another one with the same key, has given out an id, and when, so that
 * a session in which nothing is stored need not be stored anywhere. A proof is good for one id of
 * one application. Safe for any number of threads.
 */
public final class SessionProofs {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String ABSENT =
      "Java has no " + ALGORITHM + " that can be copied; the provider SunJCE has";

  private static final int TIMES_BYTES = 2 * Long.BYTES;
  private static final int SIGNATURE_BYTES = 16;
  private static final int LENGTH = (TIMES_BYTES + SIGNATURE_BYTES) * 8 / 6 + 1;

  /** Knows the key. Never used itself: a copy costs less than a new one that has to be told. */
  private final Mac keyed;

  /**
   * @param key secret, of {@link #KEY_BYTES} bytes
   */
  public SessionProofs(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has %d bytes".formatted(KEY_BYTES));
    }
    try {
      this.keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ABSENT, e);
    }
  }

  /**
   * What a proof says of a session, in whole milliseconds.
   *
   * @param created when it began
   * @param seen when its client was last heard of, as far as he was told since
   */
  public record Proof(Instant created, Instant seen) {}

  /** The text that proves this of a session: letters, digits, {@code -} and {@code _}. */
  public String sign(String application, SessionId id, Proof proof) {
    byte[] times =
        ByteBuffer.allocate(TIMES_BYTES)
            .putLong(proof.created().toEpochMilli())
            .putLong(proof.seen().toEpochMilli())
            .array();
    byte[] signature = signature(application, id, times);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(TIMES_BYTES + SIGNATURE_BYTES).put(times).put(signature).array());
  }

  /** What such a text says, if it is one of ours for this session; else empty. */
  public Optional<Proof> verify(String application, SessionId id, String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    byte[] times = Arrays.copyOf(bytes, TIMES_BYTES);
    byte[] claimed = Arrays.copyOfRange(bytes, TIMES_BYTES, bytes.length);
    // takes the same time wherever the first difference is
    if (!MessageDigest.isEqual(claimed, signature(application, id, times))) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(times);
    return Optional.of(
        new Proof(Instant.ofEpochMilli(read.getLong()), Instant.ofEpochMilli(read.getLong())));
  }

  private byte[] signature(String application, SessionId id, byte[] times) {
    try {
      Mac mac = (Mac) keyed.clone();
      // the id's length never changes, nor does that of the times: no two inputs look alike
      mac.update(id.text().getBytes(StandardCharsets.US_ASCII));
      mac.update(times);
      mac.update(application.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ABSENT, e);
    }
  }
}
