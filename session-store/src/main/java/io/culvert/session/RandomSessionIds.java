package io.culvert.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids of 128 bits from a cryptographic source. */
public final class RandomSessionIds implements SessionIds {
  private static final int BYTES = 16;

  private final SecureRandom random;
  private final Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();

  /**
   * @param random the source of all secrecy of session ids; must not be seeded by hand
   */
  public RandomSessionIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public SessionId next() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new SessionId(encoder.encodeToString(bits));
  }
}
