package io.culvert.container.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoncesTest {
  private Instant now = Instant.EPOCH;
  private final Nonces nonces = nonces(3);

  private Nonces nonces(int most) {
    return new Nonces(most, Duration.ofMinutes(5), () -> now, new SecureRandom());
  }

  @Test
  void onlyOursAreValidAndNotForEver() {
    String nonce = nonces.next();
    assertTrue(nonces.isValid(nonce));
    assertFalse(nonces(3).isValid(nonce), "another server's");
    for (int i = 0; i < nonce.length(); i++) {
      char other = nonce.charAt(i) == 'A' ? 'B' : 'A';
      String changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
      assertFalse(nonces.isValid(changed), changed);
    }
    for (String broken : new String[] {"", "A", "AAAA", "?", "é", nonce + "=", nonce + "AAAA"}) {
      assertFalse(nonces.isValid(broken), broken);
    }
    now = now.plus(Duration.ofMinutes(5));
    assertTrue(nonces.isValid(nonce));
    now = now.plusMillis(1);
    assertFalse(nonces.isValid(nonce));
  }

  @Test
  void noCountIsUsedTwiceInWhateverOrder() {
    Nonces many = nonces(1000);
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      String nonce = many.next();
      Set<Long> used = new HashSet<>();
      long highest = 0;
      for (int i = 0; i < 500; i++) {
        long count = Math.max(0, highest + random.nextInt(-100, 20));
        boolean mayBeUsed = count > highest - 64 && count > 0 && !used.contains(count);
        assertEquals(mayBeUsed, many.use(nonce, count), "seed " + seed + ", count " + count);
        if (mayBeUsed) {
          used.add(count);
          highest = Math.max(highest, count);
        }
      }
    }
  }

  @Test
  void whatIsForgottenIsNotUsedAgain() {
    String[] some = new String[5];
    for (int i = 0; i < some.length; i++) {
      some[i] = nonces.next();
      now = now.plusMillis(1);
    }
    for (int i = 0; i < 4; i++) {
      assertTrue(nonces.use(some[i], 1));
    }
    assertFalse(nonces.use(some[0], 1), "forgotten, so it may have been used");
    assertFalse(nonces.use(some[0], 2));
    assertTrue(nonces.use(some[1], 2));
    assertTrue(nonces.use(some[4], 1));
  }
}
