package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static boolean matches(String kept, String password) {
    return PasswordHash.parse(kept).matches(password.toCharArray());
  }

  @Test
  void knowsThePasswordItWasMadeOf() {
    PasswordHash hash = PasswordHash.of("pässword €".toCharArray(), 1000, RANDOM);
    assertTrue(matches(hash.text(), "pässword €"));
    assertFalse(matches(hash.text(), "pässword"));
    assertFalse(matches(hash.text(), ""));
    assertNotEquals(hash.text(), PasswordHash.of("pässword €".toCharArray(), 1000, RANDOM).text());
  }

  @Test
  void agreesWithOthersWhoImplementPbkdf2() {
    // Python: hashlib.pbkdf2_hmac(name, b'secret', b'saltsalt', 1000, 32)
    assertTrue(
        matches(
            "pbkdf2-sha256:1000:c2FsdHNhbHQ=:hgR9HsqtKupWxpnv8y99TrPDajTT/9PcSTlNafpdLXQ=",
            "secret"));
    assertTrue(
        matches(
            "pbkdf2-sha512:1000:c2FsdHNhbHQ=:sm09rUzS3++3+cqsWziIoWFO8bEknKwJwGEvyD1ra4M=",
            "secret"));
  }

  @Test
  void aPlainPasswordMustBeMarked() {
    assertTrue(matches("plain:secret", "secret"));
    assertFalse(matches("plain:secret", "plain:secret"));
    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain:",
        "pbkdf2-sha1:1000:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha256:1:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha512:0000:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha512:0999:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha256:99999999:c2FsdHNhbHQ=:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha256:1000:c2FsdA==:AAAAAAAAAAAAAAAAAAAAAA==",
        "pbkdf2-sha256:1000:c2FsdHNhbHQ=:AAAA",
        "pbkdf2-sha256:1000:====:AAAAAAAAAAAAAAAAAAAAAA==",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
      })
  void whatIsNoHashIsRefusedWithoutRepeatingIt(String kept) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(kept))
                .getMessage());
    assertFalse(kept.length() > 10 && message.contains(kept), message);
  }

  @Test
  void showsNothing() {
    assertEquals("PasswordHash[]", PasswordHash.parse("plain:secret").toString());
    assertFalse(new Proof.Password("secret".toCharArray()).toString().contains("secret"));
  }
}
