package io.culvert.session.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Change;
import io.culvert.session.CreateResult;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once: create, write, rename, touch, delete, expire, evict; then the books. */
final class HeapSessionStoreStressTest {
  private static final int THREADS = 4;
  private static final int STEPS = 20_000;
  private static final int PLACES = 64;

  private final FakeClock clock = new FakeClock();
  private final SessionIds ids = new RandomSessionIds(new SecureRandom());
  private final HeapSessionStore<Object> store = new HeapSessionStore<>(48, clock);

  /** The ids the threads quarrel about; each serves as what a client would know. */
  private final AtomicReferenceArray<SessionId> known = new AtomicReferenceArray<>(PLACES);

  /** Successful writes by session, which is told apart by an attribute that never changes. */
  private final ConcurrentHashMap<Object, Integer> written = new ConcurrentHashMap<>();

  /** The final state of each session that ended. */
  private final ConcurrentHashMap<Object, SessionSnapshot<Object>> ended =
      new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Object, Boolean> created = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySessionEndsExactlyOnceWithEveryWriteThatSucceeded(long seed) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running =
          IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(
                  thread -> threads.submit(() -> run(new Random(seed * THREADS + thread))))
              .toList();
      for (Future<?> future : running) {
        future.get();
      }
    }
    store.shutDown().forEach(this::note);
    assertEquals(created.keySet(), ended.keySet());
    ended.forEach(
        (name, last) ->
            assertEquals(
                written.getOrDefault(name, 0), last.attributes().getOrDefault("count", 0)));
    assertEquals(Set.of(), store.ids());
    assertEquals(0, store.count());
    assertTrue(created.size() > PLACES, "too few sessions for a test: " + created.size());
  }

  private void run(Random random) {
    for (int step = 0; step < STEPS; step++) {
      int place = random.nextInt(PLACES);
      SessionId id = known.get(place);
      if (id == null || store.find(id).isEmpty()) {
        create(place);
        continue;
      }
      switch (random.nextInt(16)) {
        case 0, 1 -> rename(place, id);
        case 2 -> store.delete(id).ifPresent(this::note);
        case 3 -> store.expire().forEach(this::note);
        case 4 -> clock.advance(Duration.ofMillis(random.nextInt(3_000)));
        case 5, 6, 7 -> store.touch(id, clock.instant());
        case 8 ->
            store.save(
                SessionUpdate.regardless(
                    id, List.of(new Change.MaxInactive<>(Duration.ofSeconds(random.nextInt(60))))));
        default -> write(id);
      }
    }
  }

  private void create(int place) {
    Object name = new Object();
    SessionSnapshot<Object> session =
        SessionSnapshot.<Object>beginning(ids.next(), clock.instant(), Duration.ofSeconds(30))
            .after(List.of(new Change.Put<>("name", name)));
    created.put(name, true);
    if (store.create(session) instanceof CreateResult.Created<Object>(var evicted)) {
      evicted.forEach(this::note);
    }
    known.set(place, session.id());
  }

  private void rename(int place, SessionId id) {
    SessionId to = ids.next();
    if (store.rename(id, to)) {
      assertTrue(store.find(id).isEmpty(), "the old name still works");
      known.set(place, to);
    }
  }

  private void write(SessionId id) {
    store
        .find(id)
        .ifPresent(
            base -> {
              int count = (Integer) base.attributes().getOrDefault("count", 0);
              SaveResult result =
                  store.save(
                      SessionUpdate.basedOn(base, List.of(new Change.Put<>("count", count + 1))));
              if (result instanceof SaveResult.Saved) {
                written.merge(nameOf(base), 1, Integer::sum);
              }
            });
  }

  private void note(SessionSnapshot<Object> last) {
    assertTrue(ended.putIfAbsent(nameOf(last), last) == null, "a session ended twice");
  }

  private static Object nameOf(SessionSnapshot<Object> session) {
    return session.attributes().getOrDefault("name", "nameless");
  }
}
