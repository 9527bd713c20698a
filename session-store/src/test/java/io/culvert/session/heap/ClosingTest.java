package io.culvert.session.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.CreateResult;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;

/** A store that is closed while sessions come and displace others. */
final class ClosingTest {
  private static final int ENOUGH = 200;

  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());
  private final HeapSessionStore<String> store = new HeapSessionStore<>(1, clock);
  private final Queue<SessionId> created = new ConcurrentLinkedQueue<>();
  private final Queue<SessionId> ended = new ConcurrentLinkedQueue<>();

  @RepeatedTest(60)
  void everySessionEndsOnceForSomebody() throws Exception {
    List<Thread> threads =
        List.of(
            Thread.ofPlatform().start(this::createUntilClosed),
            Thread.ofPlatform().start(this::createUntilClosed));
    while (created.size() < ENOUGH) {
      Thread.onSpinWait();
    }
    note(store.shutDown());
    for (Thread thread : threads) {
      thread.join();
    }
    Set<SessionId> once = new HashSet<>(ended);
    assertEquals(once.size(), ended.size(), "sessions that ended twice");
    assertTrue(once.containsAll(created), "a session ended for nobody");
  }

  private void createUntilClosed() {
    while (true) {
      SessionId id = ids.next();
      try {
        if (store.create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30)))
            instanceof CreateResult.Created<String>(var evicted)) {
          created.add(id);
          note(evicted);
        }
      } catch (IllegalStateException _) {
        return;
      }
    }
  }

  private void note(List<SessionSnapshot<String>> sessions) {
    sessions.forEach(session -> ended.add(session.id()));
  }
}
