package io.culvert.container.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a moment which passwords were right, since {@code BASIC} sends one with every
 * request and a hash of it takes a tenth of a second by design. Kept are keyed hashes of password
 * and what it was compared with, so that a heap dump shows no password and a password that is
 * changed is forgotten. Any thread.
 */
final class VerifiedPasswords {
  private static final String FUNCTION = "HmacSHA256";

  private final Bounded<String, Instant> rightUntil;
  private final Duration memory;
  private final InstantSource clock;
  private final SecretKeySpec key;
  private final HashPermits permits;

  /**
   * @param most how many are remembered
   * @param memory for how long
   * @param permits when a password may be compared with its hash
   */
  VerifiedPasswords(
      int most, Duration memory, InstantSource clock, SecureRandom random, HashPermits permits) {
    this.rightUntil = new Bounded<>(most);
    this.memory = memory;
    this.clock = clock;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, FUNCTION);
    this.permits = permits;
  }

  /** Ten thousand, for a minute. */
  static VerifiedPasswords usual(SecureRandom random) {
    return new VerifiedPasswords(
        10_000, Duration.ofMinutes(1), Clock.systemUTC(), random, HashPermits.usual());
  }

  /**
   * Whether it is the password.
   *
   * @throws UnavailableException if too many others are being checked
   */
  boolean matches(PasswordHash kept, char[] password) {
    String name = name(kept, password);
    Instant now = clock.instant();
    if (isRight(name, now)) {
      return true;
    }
    boolean matches = permits.compare(() -> kept.matches(password));
    if (matches) {
      rightUntil.put(name, now.plus(memory));
    }
    return matches;
  }

  /** Whether it was right a moment ago. */
  boolean remembers(PasswordHash kept, char[] password) {
    return isRight(name(kept, password), clock.instant());
  }

  private boolean isRight(String name, Instant now) {
    Instant until = rightUntil.get(name);
    return until != null && now.isBefore(until);
  }

  private String name(PasswordHash kept, char[] password) {
    try {
      Mac mac = Mac.getInstance(FUNCTION);
      mac.init(key);
      mac.update(kept.text().getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] name = mac.doFinal(String.valueOf(password).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(name);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java runtime has " + FUNCTION, e);
    }
  }
}
