package io.culvert.container.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: {@code pbkdf2-sha512:ROUNDS:SALT:HASH} or {@code pbkdf2-sha256:…},
 * salt and hash in base64 (RFC 8018 §5.2); or {@code plain:PASSWORD}, for those who really want
 * that.
 */
public final class PasswordHash {
  private static final Pattern PBKDF2 =
      Pattern.compile("(pbkdf2-sha(?:512|256)):([0-9]{4,8}):([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");
  private static final String USUAL = "pbkdf2-sha512";
  private static final String USUAL_FUNCTION = "PBKDF2WithHmacSHA512";
  private static final String OTHER_FUNCTION = "PBKDF2WithHmacSHA256";
  private static final String PLAIN = "plain:";
  private static final int USUAL_ROUNDS = 210_000;
  private static final int FEWEST_ROUNDS = 1000;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final String text;
  private final String function;
  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(String text, String function, int rounds, byte[] salt, byte[] hash) {
    this.text = text;
    this.function = function;
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * Makes one of a new password.
   *
   * @throws IllegalArgumentException if the password is empty
   */
  public static PasswordHash of(char[] password, RandomGenerator random) {
    return of(password, USUAL_ROUNDS, random);
  }

  static PasswordHash of(char[] password, int rounds, RandomGenerator random) {
    if (password.length == 0) {
      throw new IllegalArgumentException("the password is empty");
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return of(rounds, salt, derive(password, USUAL_FUNCTION, rounds, salt, HASH_BYTES));
  }

  /** One that no password can be found for, to be compared with where there is none. */
  static PasswordHash ofNobody(RandomGenerator random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = new byte[HASH_BYTES];
    random.nextBytes(hash);
    return of(USUAL_ROUNDS, salt, hash);
  }

  private static PasswordHash of(int rounds, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder();
    return parse(
        "%s:%d:%s:%s"
            .formatted(USUAL, rounds, base64.encodeToString(salt), base64.encodeToString(hash)));
  }

  /**
   * Reads what is kept.
   *
   * @throws IllegalArgumentException if it is of no known form; the message does not repeat it
   */
  public static PasswordHash parse(String text) {
    if (text.startsWith(PLAIN) && text.length() > PLAIN.length()) {
      return new PasswordHash(
          text, "", 0, new byte[0], text.substring(PLAIN.length()).getBytes(UTF_8));
    }
    Matcher parts = PBKDF2.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a password is kept as pbkdf2-sha512:ROUNDS:SALT:HASH, which 'culvert user passwd' makes,"
              + " or as plain:PASSWORD");
    }
    int rounds = Integer.parseInt(parts.group(2));
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] hash = Base64.getDecoder().decode(parts.group(4));
    if (rounds < FEWEST_ROUNDS
        || rounds > MOST_ROUNDS
        || salt.length < 8
        || hash.length < 16
        || hash.length > 64) {
      throw new IllegalArgumentException(
          "a password needs 1000 to 10000000 rounds, a salt of at least 8 bytes and a hash of 16 to"
              + " 64");
    }
    String function = text.startsWith(USUAL) ? USUAL_FUNCTION : OTHER_FUNCTION;
    return new PasswordHash(text, function, rounds, salt, hash);
  }

  /** Whether it is of this password; takes as long for any password of a length. */
  public boolean matches(char[] password) {
    if (password.length == 0) {
      return false;
    }
    byte[] given =
        rounds == 0
            ? String.valueOf(password).getBytes(UTF_8)
            : derive(password, function, rounds, salt, hash.length);
    return MessageDigest.isEqual(hash, given);
  }

  private static byte[] derive(
      char[] password, String function, int rounds, byte[] salt, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, bytes * 8);
    try {
      return SecretKeyFactory.getInstance(function).generateSecret(spec).getEncoded();
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java runtime has " + function, e);
    } finally {
      spec.clearPassword();
    }
  }

  /** As {@link #parse} reads it: as secret as the password, if that is a weak one. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "PasswordHash[]"; // never what it is
  }
}
