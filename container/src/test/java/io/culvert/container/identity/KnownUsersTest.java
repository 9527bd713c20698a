package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class KnownUsersTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("192.0.2.2");

  private Instant now = Instant.EPOCH;
  private final List<User> table = new ArrayList<>(List.of(user("ann", "plain:pw")));
  private final Users users =
      new Users() {
        @Override
        public Optional<User> find(String name) {
          return new UserTable(table).find(name);
        }

        @Override
        public Optional<User> certified(X500Principal subject) {
          return new UserTable(table).certified(subject);
        }

        @Override
        public Set<DigestAlgorithm> digests(String realm) {
          return new UserTable(table).digests(realm);
        }
      };

  private static User user(String name, String password) {
    return new User(
        new Identity(name, Set.of("admin")),
        Optional.of(PasswordHash.parse(password)),
        List.of(),
        List.of(new X500Principal("O=Example, CN=" + name + "'s key")));
  }

  private KnownUsers known(boolean byCommonName) {
    return new KnownUsers(
        users,
        byCommonName,
        new FailedLogins(100, () -> now),
        new VerifiedPasswords(100, Duration.ofMinutes(1), () -> now, RANDOM, HashPermits.usual()),
        RANDOM);
  }

  private static boolean logsIn(KnownUsers known, String name, String password, InetAddress from) {
    return known.authenticate(name, new Proof.Password(password.toCharArray()), from).isPresent();
  }

  @Test
  void onlyTheRightPasswordOfAKnownUserLogsIn() {
    KnownUsers known = known(false);
    assertTrue(logsIn(known, "ann", "pw", HERE));
    assertFalse(logsIn(known, "ann", "PW", HERE));
    assertFalse(logsIn(known, "ann", "", HERE));
    assertFalse(logsIn(known, "Ann", "pw", HERE));
    assertFalse(logsIn(known, "", "", HERE));
  }

  @Test
  void aPasswordThatIsChangedIsForgottenAtOnce() {
    KnownUsers known = known(false);
    assertTrue(logsIn(known, "ann", "pw", HERE));
    table.set(0, user("ann", "plain:new"));
    assertFalse(logsIn(known, "ann", "pw", HERE));
    assertTrue(logsIn(known, "ann", "new", HERE));
    table.clear();
    assertFalse(logsIn(known, "ann", "new", HERE));
  }

  @Test
  void whoGuessesHasToWaitLongerAndLonger() {
    KnownUsers known = known(false);
    for (int i = 0; i < 5; i++) {
      assertFalse(logsIn(known, "ann", "guess", HERE));
    }
    assertFalse(logsIn(known, "ann", "pw", HERE), "not even the right one is looked at");
    assertTrue(logsIn(known, "ann", "pw", THERE), "she herself is elsewhere");
    now = now.plusMillis(1001);
    assertFalse(logsIn(known, "ann", "guess", HERE));
    now = now.plusMillis(1001);
    assertFalse(logsIn(known, "ann", "pw", HERE));
    now = now.plusMillis(1001);
    assertTrue(logsIn(known, "ann", "pw", HERE));
    assertFalse(logsIn(known, "ann", "guess", HERE));
    assertTrue(logsIn(known, "ann", "pw", HERE), "a login forgives what was before");
  }

  @Test
  void nobodyWaitsMoreThanFiveMinutesOrIsRemembered() {
    KnownUsers known = known(false);
    for (int i = 0; i < 40; i++) {
      assertFalse(logsIn(known, "ann", "guess", HERE));
      now = now.plus(Duration.ofMinutes(5)).plusMillis(1);
    }
    assertTrue(logsIn(known, "ann", "pw", HERE));
  }

  @Test
  void whoGuessesNamesHasToWaitToo() {
    KnownUsers known = known(false);
    InetAddress one = InetAddress.ofLiteral("2001:db8::1");
    InetAddress beside = InetAddress.ofLiteral("2001:db8::ffff:1");
    for (int i = 0; i < 50; i++) {
      assertFalse(logsIn(known, "user" + i, "pw", i % 2 == 0 ? one : beside));
    }
    assertFalse(logsIn(known, "ann", "pw", one));
    assertTrue(logsIn(known, "ann", "pw", InetAddress.ofLiteral("2001:db8:0:1::1")));
  }

  @Test
  void whoGivesNoNameIsCountedAsOneUserAndNotAsAll() {
    KnownUsers known = known(false);
    for (int i = 0; i < 30; i++) {
      assertFalse(logsIn(known, "", "guess", HERE));
    }
    assertTrue(logsIn(known, "ann", "pw", HERE));
  }

  @Test
  void aNameThatNobodyHasIsComparedWithAHashLikeOthers() {
    PasswordHash nobodys = PasswordHash.ofNobody(RANDOM);
    assertTrue(nobodys.text().startsWith("pbkdf2-sha512:210000:"), nobodys.text());
    assertFalse(nobodys.matches("x".toCharArray()));
  }

  @Test
  void aCertificateIsOfWhoListsItOrOfItsCommonNameIfThatIsAskedFor() {
    X500Principal listed = new X500Principal("CN=ann's key,O=Example");
    X500Principal named = new X500Principal("CN=ann,O=Elsewhere");
    X500Principal twice = new X500Principal("CN=ann,CN=eve,O=Elsewhere");
    assertEquals(Optional.empty(), known(false).certified(named));
    assertEquals(Optional.empty(), known(true).certified(twice));
    assertEquals("ann", known(true).certified(named).map(Identity::name).orElse(""));
    assertEquals(Optional.empty(), known(true).certified(new X500Principal("O=ann")));
    // the order of its parts matters, as everywhere with certificates
    assertEquals(Optional.empty(), known(false).certified(new X500Principal("CN=ann's key")));
    assertEquals(
        Optional.empty(), known(false).certified(listed).filter(each -> each.name().equals("eve")));
  }

  @Test
  void whoCannotBeAskedLetsNobodyIn() {
    Users down =
        new Users() {
          @Override
          public Optional<User> find(String name) {
            throw new UnavailableException("down", new IllegalStateException());
          }

          @Override
          public Optional<User> certified(X500Principal subject) {
            return find(subject.getName());
          }

          @Override
          public Set<DigestAlgorithm> digests(String realm) {
            return Set.of();
          }
        };
    KnownUsers known =
        new KnownUsers(new UserChain(List.of(new UserTable(table), down)), true, RANDOM);
    assertTrue(logsIn(known, "ann", "pw", HERE), "whom the first place knows");
    assertThrows(UnavailableException.class, () -> logsIn(known, "bob", "pw", HERE));
    assertThrows(UnavailableException.class, () -> known.find("bob"));
    assertThrows(UnavailableException.class, () -> known.certified(new X500Principal("CN=bob")));
  }
}
