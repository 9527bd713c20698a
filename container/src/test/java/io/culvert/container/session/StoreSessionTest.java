package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.heap.HeapSessionStore;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionReferenceConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests that share a session see while one of them changes its id. */
final class StoreSessionTest {
  private final FakeClock clock = new FakeClock();
  private final SessionIds ids = new RandomSessionIds(new SecureRandom());
  private final PausingStore store = new PausingStore(new HeapSessionStore<>(10, clock));
  private final StoreSessionManager manager =
      new StoreSessionManager(
          new ApplicationSessions("app", store, clock, Optional.empty()),
          ids,
          Route.NONE,
          new Deployed(
              StoreSessionTest.class.getClassLoader(),
              () -> {
                throw new AssertionError("no value here wants to know its session");
              },
              () -> true));
  private final SessionId old = ids.next();

  @BeforeEach
  void makeASession() {
    store.create(SessionSnapshot.beginning(old, clock.instant(), Duration.ofMinutes(30)));
  }

  @Test
  void requestsThatOverlapShareTheHandle() {
    assertSame(session(old.text()), session(old.text()));
  }

  @Test
  void sessionIsNotLostInTheMomentItsIdChanges() throws Exception {
    Session session = session(old.text());
    session.setAttribute("user", "ada");
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CompletableFuture<String> changed =
          CompletableFuture.supplyAsync(() -> changeId(session), threads);
      assertTrue(store.renamed.await(30, TimeUnit.SECONDS));
      assertEquals("ada", session.getAttribute("user"));
      session.setAttribute("user", "bob");
      String now = changed.get(30, TimeUnit.SECONDS);
      assertEquals(now, session.getId());
      assertSame(session, session(now));
      assertEquals("bob", session(now).getAttribute("user"));
    }
  }

  @Test
  void sessionCanBeEndedInTheMomentItsIdChanges() throws Exception {
    Session session = session(old.text());
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CompletableFuture<String> changed =
          CompletableFuture.supplyAsync(() -> changeId(session), threads);
      assertTrue(store.renamed.await(30, TimeUnit.SECONDS));
      assertTrue(store.find(old).isEmpty());
      session.invalidate(null);
      assertEquals(SessionId.LENGTH, changed.get(30, TimeUnit.SECONDS).length());
    }
    assertTrue(session.isInvalid());
    assertEquals(0, store.count());
  }

  private static String changeId(Session session) {
    return session.changeSessionId(null, new SessionReferenceConfig(session.getReference()));
  }

  private Session session(String id) {
    return Objects.requireNonNull(manager.getSession(id));
  }
}
