package io.culvert.session.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.CreateResult;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.Standing;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may come in, and who has to go, when there is no room for all. */
final class AdmissionTest {
  private static final Duration PROBATION = Duration.ofMinutes(2);
  private static final Duration IN_USE = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());
  private final HeapSessionStore<String> store =
      new HeapSessionStore<>(new HeapLimits(6, 3, 1000, PROBATION, IN_USE), new ByLength(), clock);

  /** Whoever has a user is logged in; a character is a byte. */
  private record ByLength() implements Appraisal<String> {
    @Override
    public boolean isAuthenticated(Map<String, String> attributes) {
      return attributes.containsKey("user");
    }

    @Override
    public long bytes(Map<String, String> attributes) {
      return attributes.values().stream().mapToInt(String::length).sum();
    }
  }

  @Test
  void newcomersHaveABudgetOfTheirOwn() {
    SessionId first = newcomer();
    newcomer();
    newcomer();
    assertEquals(List.of(first), admitted());
    assertEquals(3, live(Standing.NEWCOMER));
  }

  @Test
  void newcomerThatDoesNotComeBackIsSoonOver() {
    SessionId robot = newcomer();
    SessionId visitor = returned();
    clock.advance(PROBATION);
    assertTrue(store.find(robot).isEmpty());
    assertEquals(List.of(robot), store.expire().stream().map(SessionSnapshot::id).toList());
    assertTrue(store.find(visitor).isPresent());
    clock.advance(Duration.ofMinutes(27));
    assertEquals(List.of(), store.expire());
    clock.advance(Duration.ofMinutes(1));
    assertEquals(1, store.expire().size());
  }

  @Test
  void thoseWorthLeastGoFirstAndAmongThemTheOneUnusedForLongest() {
    SessionId user = returned();
    put(user, "user", "ada");
    SessionId cart = returned();
    put(cart, "cart", "apple");
    SessionId idle = returned();
    SessionId later = returned();
    SessionId robot = newcomer();
    SessionId robot2 = newcomer();
    clock.advance(IN_USE);
    assertEquals(List.of(robot), admitted(returnedLater()));
    assertEquals(List.of(robot2), admitted(returnedLater()));
    clock.advance(IN_USE);
    assertEquals(List.of(idle), admitted(returnedLater()));
    assertEquals(List.of(later), admitted(returnedLater()));
    assertTrue(store.find(cart).isPresent());
    assertTrue(store.find(user).isPresent());
  }

  @Test
  void whenAllAreInUseNobodyNewComesInAndNobodyIsLost() {
    List<SessionId> users = List.of(user(), user(), user(), user(), user(), user());
    CreateResult<String> result = store.create(fresh(ids.next()));
    assertEquals(new CreateResult.Refused<String>(List.of()), result);
    assertEquals(1, store.statistics().refused());
    assertTrue(users.stream().allMatch(id -> store.find(id).isPresent()));
    assertEquals(6, store.ids().size());
    clock.advance(IN_USE);
    assertEquals(List.of(users.getFirst()), admitted());
    assertEquals(1L, store.statistics().evicted().get(Standing.AUTHENTICATED));
  }

  @Test
  void whoGrowsTooLargeCostsTheLeastOfAll() {
    SessionId idle = returned();
    SessionId user = user();
    put(user, "cart", "x".repeat(990));
    assertEquals(List.of(), store.expire());
    clock.advance(IN_USE);
    assertEquals(993, store.statistics().bytes());
    put(user, "more", "x".repeat(10));
    assertEquals(List.of(idle, user), store.expire().stream().map(SessionSnapshot::id).toList());
    assertEquals(0, store.statistics().bytes());
  }

  @Test
  void countsFollowWhatBecomesOfASession() {
    SessionId id = newcomer();
    assertEquals(1, live(Standing.NEWCOMER));
    store.touch(id, clock.instant());
    assertEquals(1, live(Standing.IDLE));
    put(id, "cart", "apple");
    assertEquals(1, live(Standing.WITH_DATA));
    put(id, "user", "ada");
    assertEquals(1, live(Standing.AUTHENTICATED));
    assertEquals(8, store.statistics().bytes());
    store.delete(id);
    assertEquals(0, store.statistics().sessions());
    assertEquals(0, store.statistics().bytes());
  }

  private long live(Standing standing) {
    return store.statistics().live().get(standing);
  }

  private SessionSnapshot<String> fresh(SessionId id) {
    return SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30));
  }

  private SessionId newcomer() {
    SessionId id = ids.next();
    assertInstanceOf(CreateResult.Created.class, store.create(fresh(id)));
    return id;
  }

  private SessionId returned() {
    SessionId id = newcomer();
    clock.advance(Duration.ofSeconds(1));
    assertTrue(store.touch(id, clock.instant()));
    return id;
  }

  private SessionId user() {
    SessionId id = returned();
    put(id, "user", "ada");
    return id;
  }

  private SessionSnapshot<String> returnedLater() {
    return fresh(ids.next()).touched(clock.instant(), clock.instant());
  }

  private List<SessionId> admitted() {
    return admitted(fresh(ids.next()));
  }

  /** Who had to go for this one. */
  private List<SessionId> admitted(SessionSnapshot<String> session) {
    CreateResult<String> result = store.create(session);
    assertInstanceOf(CreateResult.Created.class, result);
    return ((CreateResult.Created<String>) result)
        .evicted().stream().map(SessionSnapshot::id).toList();
  }

  private void put(SessionId id, String name, String value) {
    store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>(name, value))));
  }

  /** Logs in while a session is looked at that has no user yet. */
  private static final class LoginMeanwhile implements Appraisal<String> {
    private Runnable login = () -> {};

    @Override
    public boolean isAuthenticated(Map<String, String> attributes) {
      return attributes.containsKey("user");
    }

    @Override
    public long bytes(Map<String, String> attributes) {
      Runnable once = login;
      login = () -> {};
      once.run();
      return 0;
    }
  }

  @Test
  void olderLookAtASessionDoesNotUndoTheNewerOne() {
    LoginMeanwhile appraisal = new LoginMeanwhile();
    HeapSessionStore<String> each =
        new HeapSessionStore<>(new HeapLimits(6, 3, 1000, PROBATION, IN_USE), appraisal, clock);
    SessionId id = ids.next();
    each.create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30)));
    Runnable login = () -> each.save(change(id, "user", "ada"));
    appraisal.login = login;
    each.touch(id, clock.instant());
    assertEquals(1L, each.statistics().live().get(Standing.AUTHENTICATED));
    appraisal.login = login;
    each.save(SessionUpdate.regardless(id, List.of(new Change.Remove<>("user"))));
    assertEquals(1L, each.statistics().live().get(Standing.AUTHENTICATED));
  }

  private static SessionUpdate<String> change(SessionId id, String name, String value) {
    return SessionUpdate.regardless(id, List.of(new Change.Put<>(name, value)));
  }
}
