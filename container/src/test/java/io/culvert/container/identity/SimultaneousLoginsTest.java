package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logins that come all at once, so that none is known when the next begins. */
@Timeout(60)
class SimultaneousLoginsTest {
  private static final int CLIENTS = 20;
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");

  private static final User ANN =
      new User(
          new Identity("ann", Set.of()),
          Optional.empty(),
          List.of(new DigestSecret(DigestAlgorithm.SHA_256, "realm", "0".repeat(64))),
          List.of());

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger looked = new AtomicInteger();

  /** Were it to go on, a slow machine would have waited long enough between two guesses. */
  private final Clock standing = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final SecureRandom random = new SecureRandom();
  private final KnownUsers known =
      new KnownUsers(
          new UserTable(List.of(ANN)),
          false,
          new FailedLogins(100, new UnderWay(CLIENTS, Duration.ofMinutes(5)), standing),
          VerifiedPasswords.usual(random),
          random);

  /** Says what it is when the gate is open. */
  private boolean logsIn(BooleanSupplier right) {
    Predicate<String> proof =
        _ -> {
          looked.incrementAndGet();
          passGate();
          return right.getAsBoolean();
        };
    return known
        .authenticate("ann", new Proof.Digest(DigestAlgorithm.SHA_256, "realm", proof), HERE)
        .isPresent();
  }

  private void passGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All begin before any is known; returns how many were let in. */
  private int atOnce(boolean right) throws InterruptedException {
    AtomicInteger in = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofPlatform().start(() -> in.addAndGet(logsIn(() -> right) ? 1 : 0)));
    }
    while (!clients.stream().allMatch(SimultaneousLoginsTest::waits)) {
      LockSupport.parkNanos(1_000_000);
    }
    gate.countDown();
    for (Thread client : clients) {
      client.join();
    }
    return in.get();
  }

  private static boolean waits(Thread client) {
    return switch (client.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  @Test
  void nobodyHasMoreGuessesByMakingThemAtOnce() throws Exception {
    assertEquals(0, atOnce(false));
    assertEquals(5, looked.get());
  }

  @Test
  void aBrowserThatSendsTheRightProofManyTimesAtOnceIsNeverRefused() throws Exception {
    assertEquals(CLIENTS, atOnce(true));
  }

  @Test
  void whatCannotBeCheckedIsNoFailure() {
    gate.countDown();
    BooleanSupplier down =
        () -> {
          throw new UnavailableException("too many passwords are being checked");
        };
    for (int i = 0; i < CLIENTS; i++) {
      assertThrows(UnavailableException.class, () -> logsIn(down));
    }
    assertTrue(logsIn(() -> true));
  }
}
