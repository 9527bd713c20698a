package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.SessionProofs.Proof;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionIdTest {
  private static final int THREADS = 4;
  private static final int EACH = 10_000;

  private final SessionIds ids = new RandomSessionIds(new SecureRandom());

  @Test
  void idsHaveOneShapeAndDoNotRepeat() {
    Set<SessionId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      SessionId id = ids.next();
      assertEquals(SessionId.LENGTH, id.text().length());
      assertEquals(Optional.of(id), SessionId.parse(id.text()));
      assertTrue(seen.add(id));
    }
  }

  @Test
  void threadsAreNeverGivenTheSameId() throws InterruptedException {
    Set<SessionId> seen = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> IntStream.range(0, EACH).forEach(_ -> seen.add(ids.next()))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(THREADS * EACH, seen.size());
  }

  @Test
  void proofsAreMadeByManyThreadsAtOnce() throws InterruptedException {
    SessionProofs proofs = new SessionProofs(new byte[SessionProofs.KEY_BYTES]);
    Proof proof = new Proof(Instant.EPOCH, Instant.EPOCH.plusSeconds(9));
    SessionId id = ids.next();
    Set<String> made = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () ->
                      IntStream.range(0, EACH)
                          .forEach(_ -> made.add(proofs.sign("a", id, proof)))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, made.size());
    assertEquals(Optional.of(proof), proofs.verify("a", id, made.iterator().next()));
    assertEquals(Optional.empty(), proofs.verify("b", id, made.iterator().next()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAA/AAAAAAAAAAA",
        "AAAAAAAAAA\r\nAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA\u0391"
      })
  void whatIsNotAnIdIsNotParsed(String text) {
    assertEquals(Optional.empty(), SessionId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(text));
  }

  @Test
  void nothingThatIsLoggedGivesASessionAway() {
    SessionId id = ids.next();
    SessionSnapshot<Object> session =
        SessionSnapshot.beginning(id, new FakeClock().instant(), Duration.ZERO)
            .after(List.of(new Change.Put<>("card", "4111-1111")));
    SessionUpdate<Object> update =
        SessionUpdate.basedOn(session, List.of(new Change.Put<>("card", "4111-1111")));
    for (String logged : new String[] {id.toString(), session.toString(), update.toString()}) {
      assertFalse(logged.contains(id.text()), logged);
      assertFalse(logged.contains("4111"), logged);
    }
  }
}
