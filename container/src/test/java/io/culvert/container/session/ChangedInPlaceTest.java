package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.disk.DiskSessionStore;
import io.culvert.session.heap.HeapLimits;
import io.undertow.server.session.Session;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of values that requests change in place, beside what others save meanwhile. */
final class ChangedInPlaceTest {
  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());
  private final SessionId id = ids.next();
  private DiskSessionStore<Attribute> store;
  private Session session;

  /** A value that lets a test act while it is compared with its copy. */
  private static final class User implements Serializable {
    private static final long serialVersionUID = 1;
    private int visits;
    private transient Optional<Runnable> meanwhile = Optional.empty();

    private void writeObject(ObjectOutputStream out) throws IOException {
      Optional<Runnable> act = meanwhile;
      meanwhile = Optional.empty();
      act.ifPresent(Runnable::run);
      out.defaultWriteObject();
    }
  }

  @BeforeEach
  void makeASession() throws IOException {
    store =
        DiskSessionStore.open(
            folder.resolve("app.mv"),
            new AttributeBytes(),
            HeapLimits.sessions(10),
            new AttributeAppraisal(),
            clock);
    StoreSessionManager manager =
        new StoreSessionManager(
            new ApplicationSessions("app", store, clock, Optional.empty()),
            ids,
            Route.NONE,
            new Deployed(
                ChangedInPlaceTest.class.getClassLoader(),
                () -> {
                  throw new AssertionError("no value here wants to know its session");
                },
                () -> true));
    store.create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30)));
    session = Objects.requireNonNull(manager.getSession(id.text()));
  }

  @AfterEach
  void close() {
    store.shutDown();
  }

  private User boundAndChanged() {
    User user = new User();
    session.setAttribute("user", user);
    session.requestDone(null);
    user.visits++;
    return user;
  }

  @Test
  void attributeRemovedWhileItsChangeIsFoundStaysRemoved() {
    User user = boundAndChanged();
    user.meanwhile = Optional.of(() -> session.removeAttribute("user"));
    session.requestDone(null);
    assertNull(session.getAttribute("user"));
  }

  @Test
  void attributeReplacedWhileItsChangeIsFoundStaysReplaced() {
    User user = boundAndChanged();
    user.meanwhile = Optional.of(() -> session.setAttribute("user", "nobody"));
    session.requestDone(null);
    assertEquals("nobody", session.getAttribute("user"));
  }

  @Test
  void changeIsSavedThoughAnotherAttributeWasSetMeanwhile() {
    User user = boundAndChanged();
    user.meanwhile = Optional.of(() -> session.setAttribute("cart", "apple"));
    session.requestDone(null);
    assertEquals("apple", session.getAttribute("cart"));
    assertEquals(1, ((User) reopened().getAttribute("user")).visits);
  }

  @Test
  void eachChangeOfTheSameValueIsSaved() {
    User user = boundAndChanged();
    session.requestDone(null);
    user.visits++;
    session.requestDone(null);
    assertEquals(2, ((User) reopened().getAttribute("user")).visits);
  }

  /** The session as another server finds it. */
  private Session reopened() {
    store.shutDown();
    try {
      makeASession();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return session;
  }
}
