package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.heap.HeapSessionStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails in the sessions of one application costs no other one anything. */
final class SessionManagersTest {
  /** On either side of the one that fails, in whatever order they are taken. */
  private static final List<String> OTHERS = List.of("/a", "/b", "/c", "/x", "/y", "/z");

  private static final String FAILING = "/n";

  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final SessionId id = new RandomSessionIds(new SecureRandom()).next();

  @SuppressWarnings("unchecked")
  private static SessionStore<Attribute> failing() {
    return (SessionStore<Attribute>)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, _) -> {
              throw new AssertionError(method.getName() + " fails in this test");
            });
  }

  private SessionManagers open(SessionStores stores) throws Exception {
    return new SessionManagers(
        stores,
        Optional.of(SessionFolder.open(folder.resolve("kept"))),
        Optional.empty(),
        Cluster.ALONE,
        clock);
  }

  private SessionStore<Attribute> inMemory() {
    return new HeapSessionStore<>(10, clock);
  }

  private SessionManagers openWithOneThatFails() throws Exception {
    SessionManagers managers = open(name -> name.equals(FAILING) ? failing() : inMemory());
    managers.of(FAILING);
    for (String name : OTHERS) {
      managers
          .of(name)
          .store()
          .create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30)));
    }
    return managers;
  }

  @Test
  void sessionsOfTheOthersAreKeptWhenTheServerStops() throws Exception {
    openWithOneThatFails().close();
    try (SessionManagers next = open(_ -> inMemory())) {
      for (String name : OTHERS) {
        assertTrue(next.of(name).store().find(id).isPresent(), name);
      }
    }
  }

  @Test
  void sessionsOfTheOthersExpire() throws Exception {
    try (SessionManagers managers = openWithOneThatFails()) {
      clock.advance(Duration.ofHours(1));
      managers.sweep();
      for (String name : OTHERS) {
        assertEquals(Set.of(), managers.of(name).store().ids(), name);
      }
    }
  }
}
