package io.culvert.container.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The hash functions of HTTP's Digest authentication (RFC 7616 §3.3), the better one first. */
public enum DigestAlgorithm {
  SHA_256("SHA-256"),
  MD5("MD5");

  private final String token;

  DigestAlgorithm(String token) {
    this.token = token;
  }

  /** Its name in header fields, and in the JDK. */
  public String token() {
    return token;
  }

  /** By its name, whatever its case. */
  public static Optional<DigestAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(each -> each.token.equalsIgnoreCase(name)).findFirst();
  }

  /** The hash of a text, in lower-case hexadecimal. */
  public String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(token);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has " + token, e);
    }
  }

  /** {@code H(A1)}: what is kept instead of a password, and works only in one realm. */
  public String secret(String user, String realm, char[] password) {
    return hash(user + ":" + realm + ":" + String.valueOf(password));
  }

  boolean isSecret(String hexadecimal) {
    int length = this == MD5 ? 32 : 64;
    return hexadecimal.length() == length
        && hexadecimal.equals(hexadecimal.toLowerCase(Locale.ROOT))
        && hexadecimal.chars().allMatch(each -> Character.digit(each, 16) >= 0);
  }
}
