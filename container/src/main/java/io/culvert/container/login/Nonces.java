package io.culvert.container.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Challenges of Digest logins. They are signed, so that those nobody answers need not be kept; of
 * those that were answered it is known which counts were used, so that no answer counts twice. If
 * there are too many, the oldest are forgotten, and with them all that are not younger: their
 * clients get new ones without a question. Any thread.
 */
final class Nonces {
  private static final String FUNCTION = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int SIGNED_BYTES = 16;
  private static final int WINDOW = 64;

  private final SecretKeySpec key;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration lifetime;
  private final int most;

  /** In the order of their first use; guards itself and {@code forgotten}. */
  private final Map<String, Used> used = new LinkedHashMap<>();

  private long forgotten = Long.MIN_VALUE;

  /**
   * Which counts were used: the highest one, and those of the 63 below it, for a client that asks
   * for several things at once may be overtaken by itself.
   */
  private record Used(long issued, long highest, long below) {}

  /**
   * @param most how many that were answered are remembered
   * @param lifetime how long one may be used
   */
  Nonces(int most, Duration lifetime, InstantSource clock, SecureRandom random) {
    this.most = most;
    this.lifetime = lifetime;
    this.clock = clock;
    this.random = random;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, FUNCTION);
  }

  /** Ten thousand, for five minutes. */
  static Nonces usual(InstantSource clock, SecureRandom random) {
    return new Nonces(10_000, Duration.ofMinutes(5), clock, random);
  }

  String next() {
    byte[] signed = new byte[SIGNED_BYTES];
    random.nextBytes(signed);
    ByteBuffer.wrap(signed).putLong(clock.millis());
    byte[] signature = sign(signed);
    byte[] all = Arrays.copyOf(signed, SIGNED_BYTES + signature.length);
    System.arraycopy(signature, 0, all, SIGNED_BYTES, signature.length);
    return ENCODER.encodeToString(all);
  }

  /** Whether a nonce is one of ours, and still young enough. */
  boolean isValid(String nonce) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(nonce.getBytes(US_ASCII));
    } catch (IllegalArgumentException _) {
      return false;
    }
    if (all.length <= SIGNED_BYTES) {
      return false;
    }
    byte[] signature = sign(Arrays.copyOf(all, SIGNED_BYTES));
    // there are other ways to write the same bytes, which would not be remembered as used
    boolean asWritten = ENCODER.encodeToString(all).equals(nonce);
    boolean ours =
        MessageDigest.isEqual(signature, Arrays.copyOfRange(all, SIGNED_BYTES, all.length));
    return asWritten && ours && clock.millis() - issued(nonce) <= lifetime.toMillis();
  }

  private static long issued(String nonce) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce)).getLong();
  }

  private byte[] sign(byte[] signed) {
    try {
      Mac mac = Mac.getInstance(FUNCTION);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(signed), SIGNED_BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java runtime has " + FUNCTION, e);
    }
  }

  /**
   * Uses a valid nonce once more.
   *
   * @param count how often the client has used it, from 1
   * @return false if it was used with this count already, or may have been
   */
  boolean use(String nonce, long count) {
    long issued = issued(nonce);
    synchronized (used) {
      Used before = used.get(nonce);
      if (count < 1 || (before == null && issued <= forgotten)) {
        return false;
      }
      Used after = before == null ? new Used(issued, count, 0) : with(before, count);
      if (after.equals(before)) {
        return false;
      }
      used.put(nonce, after);
      forgetEldest();
      return true;
    }
  }

  /** The same if the count was used. */
  private static Used with(Used before, long count) {
    long distance = count - before.highest();
    if (distance > 0) {
      long shifted = distance >= WINDOW ? 0 : before.below() << distance | 1L << (distance - 1);
      return new Used(before.issued(), count, shifted);
    }
    if (distance == 0 || -distance >= WINDOW) {
      return before;
    }
    return new Used(before.issued(), before.highest(), before.below() | 1L << (-distance - 1));
  }

  private void forgetEldest() {
    if (used.size() > most) {
      var eldest = used.entrySet().iterator().next();
      forgotten = Math.max(forgotten, eldest.getValue().issued());
      used.remove(eldest.getKey());
    }
  }
}
