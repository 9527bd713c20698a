package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every session store must do. A test class of a store implements this interface and says how
 * the store is opened and how texts become its values.
 *
 * @param <V> what an attribute value is to the store
 */
public interface SessionStoreContract<V> extends StoreUnderTest<V> {
  /** Threads in the tests that let them compete. */
  int RIVALS = 4;

  @Test
  default void createdSessionIsFoundAsItWas() {
    SessionSnapshot<V> created = fresh().after(List.of(new Change.Put<>("user", value("ada"))));
    assertInstanceOf(CreateResult.Created.class, store().create(created));
    SessionSnapshot<V> found = found(created.id());
    assertEquals(created.id(), found.id());
    assertEquals(created.version(), found.version());
    assertEquals(created.times(), found.times());
    assertEquals(Map.of("user", "ada"), texts(found));
    assertEquals(1, store().count());
    assertEquals(Set.of(created.id()), store().ids());
  }

  @Test
  default void unknownIdIsNeitherFoundNorAdopted() {
    SessionId unknown = StoreUnderTest.newId();
    assertTrue(store().find(unknown).isEmpty());
    assertInstanceOf(SaveResult.Gone.class, store().save(put(unknown, "a", "1")));
    assertFalse(store().touch(unknown, clock().instant()));
    assertFalse(store().rename(unknown, idAfter(unknown)));
    assertTrue(store().delete(unknown).isEmpty());
    assertTrue(store().find(unknown).isEmpty());
    assertEquals(0, store().count());
  }

  @Test
  default void idInUseIsNotGivenToASecondSession() {
    SessionId id = created();
    store().save(put(id, "user", "ada"));
    CreateResult<V> second = store().create(fresh(id));
    assertInstanceOf(CreateResult.Taken.class, second);
    assertEquals(Map.of("user", "ada"), texts(found(id)));
  }

  @Test
  default void changesOfOneUpdateAreMadeInTheirOrder() {
    SessionId id = created();
    store().save(put(id, "gone", "soon"));
    List<Change<V>> changes =
        List.of(
            new Change.Put<>("a", value("1")),
            new Change.Remove<>("gone"),
            new Change.Remove<>("never there"),
            new Change.Put<>("a", value("2")),
            new Change.MaxInactive<>(Duration.ofHours(2)));
    SaveResult result = store().save(SessionUpdate.regardless(id, changes));
    assertEquals(new SaveResult.Saved(2), result);
    assertEquals(Map.of("a", "2"), texts(found(id)));
    assertEquals(Duration.ofHours(2), found(id).times().maxInactive());
    assertEquals(2, found(id).version());
  }

  @Test
  default void snapshotDoesNotChangeWithItsSession() {
    SessionId id = created();
    SessionSnapshot<V> before = found(id);
    store().save(put(id, "a", "1"));
    assertTrue(before.attributes().isEmpty());
  }

  @Test
  default void updateBasedOnAnOldVersionChangesNothing() {
    SessionId id = created();
    SessionSnapshot<V> old = found(id);
    store().save(put(id, "a", "theirs"));
    SaveResult result =
        store().save(SessionUpdate.basedOn(old, List.of(new Change.Put<>("a", value("mine")))));
    assertEquals(new SaveResult.Conflict(1), result);
    assertEquals(Map.of("a", "theirs"), texts(found(id)));
  }

  @Test
  default void lastWriterWinsAttributeByAttribute() {
    SessionId id = created();
    store().save(put(id, "a", "1"));
    store().save(put(id, "b", "1"));
    store().save(put(id, "a", "2"));
    assertEquals(Map.of("a", "2", "b", "1"), texts(found(id)));
  }

  @Test
  default void renamedSessionIsFoundByItsNewNameOnly() {
    SessionId old = created();
    store().save(put(old, "user", "ada"));
    SessionId renamed = idAfter(old);
    assertTrue(store().rename(old, renamed));
    assertTrue(store().find(old).isEmpty());
    assertInstanceOf(SaveResult.Gone.class, store().save(put(old, "user", "eve")));
    assertFalse(store().touch(old, clock().instant()));
    assertTrue(store().delete(old).isEmpty());
    assertEquals(Map.of("user", "ada"), texts(found(renamed)));
    assertEquals(renamed, found(renamed).id());
    assertEquals(1, found(renamed).version());
    assertEquals(Set.of(renamed), store().ids());
  }

  @Test
  default void sessionIsNotRenamedToAnIdInUse() {
    SessionId one = created();
    SessionId other = idAfter(one);
    store().create(fresh(other));
    assertFalse(store().rename(one, other));
    assertEquals(one, found(one).id());
    assertEquals(other, found(other).id());
  }

  @Test
  default void deletedSessionIsReturnedOnceAndGone() {
    SessionId id = created();
    store().save(put(id, "user", "ada"));
    assertEquals(Map.of("user", "ada"), texts(store().delete(id).orElseThrow()));
    assertTrue(store().delete(id).isEmpty());
    assertTrue(store().find(id).isEmpty());
    assertInstanceOf(SaveResult.Gone.class, store().save(put(id, "user", "ada")));
    assertEquals(0, store().count());
  }

  @Test
  default void idleSessionIsGoneFromTheInstantItsTimeIsUp() {
    SessionId id = created();
    clock().advance(MAX_INACTIVE.minusMillis(1));
    assertTrue(store().find(id).isPresent());
    clock().advance(Duration.ofMillis(1));
    assertTrue(store().find(id).isEmpty());
    assertInstanceOf(SaveResult.Gone.class, store().save(put(id, "a", "1")));
    assertFalse(store().touch(id, clock().instant()));
    assertFalse(store().rename(id, idAfter(id)));
    assertTrue(store().delete(id).isEmpty());
  }

  @Test
  default void expiredSessionIsCollectedOnceWithItsAttributes() {
    SessionId id = created();
    SessionId stays = created();
    store().save(put(id, "user", "ada"));
    clock().advance(MAX_INACTIVE.dividedBy(2));
    store().touch(stays, clock().instant());
    clock().advance(MAX_INACTIVE.dividedBy(2).plusSeconds(2));
    List<SessionSnapshot<V>> expired = store().expire();
    assertEquals(List.of(id), expired.stream().map(SessionSnapshot::id).toList());
    assertEquals(Map.of("user", "ada"), texts(expired.getFirst()));
    assertEquals(List.of(), store().expire());
    assertEquals(Set.of(stays), store().ids());
  }

  @Test
  default void touchLengthensTheLifeOfASession() {
    SessionId id = created();
    for (int i = 0; i < 5; i++) {
      clock().advance(MAX_INACTIVE.minusSeconds(1));
      assertEquals(List.of(), store().expire());
      Instant accessed = clock().instant().minusSeconds(3);
      assertTrue(store().touch(id, accessed));
      assertEquals(accessed, found(id).times().lastAccessed());
      assertEquals(clock().instant(), found(id).times().idleSince());
      assertEquals(0, found(id).version());
    }
    clock().advance(MAX_INACTIVE.plusSeconds(1));
    assertEquals(1, store().expire().size());
  }

  @Test
  default void newsOfAnEarlierRequestDoesNotTurnTimeBack() {
    SessionId id = created();
    clock().advance(Duration.ofSeconds(10));
    Instant later = clock().instant();
    assertTrue(store().touch(id, later));
    assertTrue(store().touch(id, later.minusSeconds(5)));
    assertEquals(later, found(id).times().lastAccessed());
  }

  @Test
  default void visitedSessionIsFoundAndItsClientWasHeardOf() {
    SessionId id = created();
    store().save(put(id, "user", "ada"));
    clock().advance(MAX_INACTIVE.minusSeconds(1));
    assertEquals(Map.of("user", "ada"), texts(store().visit(id).orElseThrow()));
    assertTrue(found(id).times().returned());
    assertEquals(clock().instant(), found(id).times().idleSince());
    clock().advance(MAX_INACTIVE.minusSeconds(1));
    assertTrue(store().visit(id).isPresent());
    assertTrue(store().visit(StoreUnderTest.newId()).isEmpty());
  }

  @Test
  default void findingASessionDoesNotLengthenItsLife() {
    SessionId id = created();
    clock().advance(MAX_INACTIVE.minusSeconds(1));
    assertTrue(store().find(id).isPresent());
    clock().advance(Duration.ofSeconds(1));
    assertTrue(store().find(id).isEmpty());
  }

  @Test
  default void intervalOfZeroOrLessMeansForEver() {
    SessionId zero = created();
    SessionId negative = created();
    store().save(maxInactive(zero, Duration.ZERO));
    store().save(maxInactive(negative, Duration.ofSeconds(-1)));
    clock().advance(Duration.ofDays(10_000));
    assertEquals(List.of(), store().expire());
    assertTrue(store().find(zero).isPresent());
    assertTrue(store().find(negative).isPresent());
  }

  @Test
  default void shortenedAndLengthenedIntervalsHoldAtOnce() {
    SessionId shortened = created();
    SessionId lengthened = created();
    SessionId mortalAgain = created();
    store().save(maxInactive(shortened, Duration.ofSeconds(5)));
    store().save(maxInactive(lengthened, Duration.ofDays(7)));
    store().save(maxInactive(mortalAgain, Duration.ZERO));
    store().save(maxInactive(mortalAgain, Duration.ofSeconds(60)));
    clock().advance(Duration.ofSeconds(6));
    assertEquals(Set.of(shortened), StoreUnderTest.idsOf(store().expire()));
    clock().advance(Duration.ofSeconds(60));
    assertEquals(Set.of(mortalAgain), StoreUnderTest.idsOf(store().expire()));
    clock().advance(Duration.ofDays(6));
    assertEquals(Set.of(), StoreUnderTest.idsOf(store().expire()));
    clock().advance(Duration.ofDays(1));
    assertEquals(Set.of(lengthened), StoreUnderTest.idsOf(store().expire()));
  }

  @Test
  default void closedStoreTakesNoSessions() {
    created();
    store().shutDown();
    assertThrows(IllegalStateException.class, () -> store().create(fresh()));
    assertEquals(List.of(), store().shutDown());
  }

  @Test
  default void concurrentWritersLoseNoUpdate() throws Exception {
    SessionId id = created();
    store().save(put(id, "count", "0"));
    int each = 50;
    together(
        IntStream.range(0, RIVALS)
            .<Callable<Boolean>>mapToObj(
                _ ->
                    () -> {
                      for (int i = 0; i < each; i++) {
                        increment(id);
                      }
                      return true;
                    })
            .toList());
    assertEquals(Integer.toString(RIVALS * each), countOf(found(id)));
    assertEquals(1 + RIVALS * each, found(id).version());
  }

  @Test
  default void ofConcurrentRenamesOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      SessionId id = created();
      List<SessionId> names = IntStream.range(0, RIVALS).mapToObj(_ -> idAfter(id)).toList();
      List<Boolean> won =
          together(
              names.stream()
                  .<Callable<Boolean>>map(name -> () -> store().rename(id, name))
                  .toList());
      assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
      SessionId winner = names.get(won.indexOf(true));
      assertTrue(store().find(id).isEmpty());
      assertEquals(
          List.of(winner), names.stream().filter(n -> store().find(n).isPresent()).toList());
      store().delete(winner);
    }
    assertEquals(Set.of(), store().ids());
  }

  @Test
  default void ofConcurrentDeletersOneGetsTheSession() throws Exception {
    for (int round = 0; round < 20; round++) {
      SessionId id = created();
      List<Optional<SessionSnapshot<V>>> got =
          together(
              IntStream.range(0, RIVALS)
                  .<Callable<Optional<SessionSnapshot<V>>>>mapToObj(_ -> () -> store().delete(id))
                  .toList());
      assertEquals(1, got.stream().filter(Optional::isPresent).count());
    }
  }

  private void increment(SessionId id) {
    SaveResult result;
    do {
      SessionSnapshot<V> base = found(id);
      int count = Integer.parseInt(countOf(base));
      List<Change<V>> changes =
          List.of(new Change.Put<>("count", value(Integer.toString(count + 1))));
      result = store().save(SessionUpdate.basedOn(base, changes));
    } while (result instanceof SaveResult.Conflict);
    assertInstanceOf(SaveResult.Saved.class, result);
  }

  private String countOf(SessionSnapshot<V> session) {
    return texts(session).getOrDefault("count", "missing");
  }

  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
