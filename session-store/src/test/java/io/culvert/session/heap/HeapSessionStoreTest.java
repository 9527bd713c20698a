package io.culvert.session.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HeapSessionStoreTest {
  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());
  private final HeapSessionStore<Object> store = new HeapSessionStore<>(3, clock);

  @Test
  void keepsTheObjectsThemselves() {
    SessionId id = create(store);
    Object cart = new Object();
    store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>("cart", cart))));
    assertSame(cart, store.find(id).orElseThrow().attributes().get("cart"));
  }

  @Test
  void fullStoreEvictsTheOldestThatNeverCameBack() {
    SessionId user = create(store);
    SessionId robot1 = create(store);
    SessionId robot2 = create(store);
    touchAll(user);
    assertEquals(List.of(robot1), evictedByANewOne());
    assertEquals(List.of(robot2), evictedByANewOne());
    assertTrue(store.find(user).isPresent());
    assertEquals(2, evicted(store, Standing.NEWCOMER));
    assertEquals(0, evicted(store, Standing.IDLE));
  }

  @Test
  void whenAllCameBackTheOneUnusedForLongestGoes() {
    SessionId a = create(store);
    SessionId b = create(store);
    SessionId c = create(store);
    touchAll(a, b, c);
    touchAll(b, a);
    assertEquals(List.of(c), evictedByANewOne());
    assertEquals(0, evicted(store, Standing.NEWCOMER));
    assertEquals(1, evicted(store, Standing.IDLE));
  }

  @Test
  void renamedSessionKeepsItsRankAndCanBeEvicted() {
    SessionId user = create(store);
    touchAll(user);
    SessionId renamed = ids.next();
    assertTrue(store.rename(user, renamed));
    SessionId other = create(store);
    SessionId third = create(store);
    touchAll(other, third);
    assertEquals(List.of(renamed), evictedByANewOne());
    assertTrue(store.find(renamed).isEmpty());
    assertEquals(3, store.ids().size());
  }

  @Test
  void evictedSessionComesWithItsAttributes() {
    SessionId id = create(store);
    store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>("a", 1))));
    create(store);
    create(store);
    CreateResult.Created<?> created =
        assertInstanceOf(CreateResult.Created.class, store.create(fresh()));
    SessionSnapshot<?> evicted = (SessionSnapshot<?>) created.evicted().getFirst();
    assertEquals(id, evicted.id());
    assertEquals(1, evicted.attributes().get("a"));
  }

  @Test
  void sessionsEndWithTheStore() {
    SessionId a = create(store);
    SessionId b = create(store);
    Set<SessionId> ended =
        store.shutDown().stream().map(SessionSnapshot::id).collect(Collectors.toSet());
    assertEquals(Set.of(a, b), ended);
    assertEquals(0, store.count());
    assertTrue(store.find(a).isEmpty());
  }

  @Test
  void capacityOfNothingIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new HeapSessionStore<>(0, clock));
    assertEquals("a session store needs room for 1 session or more, not 0", refused.getMessage());
  }

  @Test
  void floodEvictsItsOwnSessionsAndLeavesNothingBehind() {
    HeapSessionStore<Object> small = new HeapSessionStore<>(100, clock);
    SessionId user = create(small);
    small.touch(user, clock.instant());
    for (int i = 0; i < 200_000; i++) {
      create(small);
      clock.advance(Duration.ofMillis(1));
      if (i % 1000 == 0) {
        assertTrue(small.touch(user, clock.instant()));
        assertEquals(List.of(), small.expire());
      }
    }
    assertTrue(small.find(user).isPresent());
    assertEquals(100, small.ids().size());
    assertEquals(199_901, evicted(small, Standing.NEWCOMER));
    assertEquals(199_901, small.statistics().evictions());
    clock.advance(Duration.ofHours(1));
    assertEquals(100, small.expire().size());
    assertEquals(Set.of(), small.ids());
  }

  /** The wheel against the plain rule, over hours, with sleeps longer than the wheel is round. */
  @Test
  void everySessionExpiresInTheFirstSweepAfterItsTime() {
    Random random = new Random(42);
    HeapSessionStore<Object> large = new HeapSessionStore<>(10_000, clock);
    List<SessionSnapshot<Object>> alive = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      Duration interval = Duration.ofMillis(1 + random.nextInt(3_600_000));
      SessionSnapshot<Object> session =
          SessionSnapshot.beginning(ids.next(), clock.instant(), interval);
      large.create(session);
      alive.add(session);
      clock.advance(Duration.ofMillis(random.nextInt(50) == 0 ? random.nextInt(900_000) : 1_000));
      Set<SessionId> over = new HashSet<>();
      alive.removeIf(s -> s.times().isOver(clock.instant().minusSeconds(1)) && over.add(s.id()));
      Set<SessionId> expired =
          large.expire().stream().map(SessionSnapshot::id).collect(Collectors.toSet());
      assertTrue(expired.containsAll(over));
      expired.removeAll(over);
      assertTrue(
          alive.removeIf(s -> expired.contains(s.id()) && s.times().isOver(clock.instant()))
              || expired.isEmpty());
      assertEquals(alive.size(), large.count());
    }
  }

  private static long evicted(HeapSessionStore<Object> store, Standing standing) {
    return store.statistics().evicted().get(standing);
  }

  private void touchAll(SessionId... touched) {
    for (SessionId id : touched) {
      clock.advance(Duration.ofSeconds(2));
      assertTrue(store.touch(id, clock.instant()));
    }
  }

  private List<SessionId> evictedByANewOne() {
    CreateResult<Object> result = store.create(fresh());
    return result instanceof CreateResult.Created<Object>(var evicted)
        ? evicted.stream().map(SessionSnapshot::id).toList()
        : List.of();
  }

  private SessionId create(HeapSessionStore<Object> in) {
    SessionSnapshot<Object> session = fresh();
    assertInstanceOf(CreateResult.Created.class, in.create(session));
    return session.id();
  }

  private SessionSnapshot<Object> fresh() {
    return SessionSnapshot.beginning(ids.next(), clock.instant(), Duration.ofMinutes(30));
  }
}
