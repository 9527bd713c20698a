package io.culvert.session;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids of 128 bits from a cryptographic source, which is asked for many at once: a call costs it
 * four times as much as the bits of one id. Safe for any number of threads; none waits for another.
 */
public final class RandomSessionIds implements SessionIds {
  private static final int BYTES = 16;
  private static final int AT_ONCE = 64;

  private final SecureRandom random;

  /** Guards both below; nothing is awaited under it but the source. */
  private final ReentrantLock lock = new ReentrantLock();

  private final byte[] ahead = new byte[AT_ONCE * BYTES];
  private int given = ahead.length;

  private final Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();

  /**
   * @param random the source of all secrecy of session ids; must not be seeded by hand
   */
  public RandomSessionIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public SessionId next() {
    return new SessionId(encoder.encodeToString(bits()));
  }

  /** Bits that nobody has had before or gets later. */
  private byte[] bits() {
    byte[] bits = new byte[BYTES];
    if (!lock.tryLock()) {
      random.nextBytes(bits);
      return bits;
    }
    try {
      if (given == ahead.length) {
        random.nextBytes(ahead);
        given = 0;
      }
      System.arraycopy(ahead, given, bits, 0, BYTES);
      // no id that is in use is to be found here
      Arrays.fill(ahead, given, given + BYTES, (byte) 0);
      given += BYTES;
      return bits;
    } finally {
      lock.unlock();
    }
  }
}
