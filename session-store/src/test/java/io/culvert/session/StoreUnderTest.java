package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store, and what tests need to speak about it.
 *
 * @param <V> what an attribute value is to the store
 */
public interface StoreUnderTest<V> {
  /** How long the sessions of these tests may be idle. */
  Duration MAX_INACTIVE = Duration.ofMinutes(30);

  /** The store under test, empty, with room for some hundred sessions; the same for one test. */
  SessionStore<V> store();

  /** The clock the store goes by. */
  FakeClock clock();

  /** A value that holds this text. */
  V value(String text);

  /** The text a value holds. */
  String text(V value);

  default SessionId created() {
    SessionSnapshot<V> session = fresh();
    assertInstanceOf(CreateResult.Created.class, store().create(session));
    return session.id();
  }

  default SessionSnapshot<V> fresh() {
    return fresh(newId());
  }

  default SessionSnapshot<V> fresh(SessionId id) {
    return SessionSnapshot.beginning(id, clock().instant(), MAX_INACTIVE);
  }

  default SessionSnapshot<V> found(SessionId id) {
    return store().find(id).orElseThrow();
  }

  default SessionUpdate<V> put(SessionId id, String name, String text) {
    return SessionUpdate.regardless(id, List.of(new Change.Put<>(name, value(text))));
  }

  default SessionUpdate<V> maxInactive(SessionId id, Duration interval) {
    return SessionUpdate.regardless(id, List.of(new Change.MaxInactive<>(interval)));
  }

  default Map<String, String> texts(SessionSnapshot<V> session) {
    return session.attributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
  }

  /** One that a session of this id can be given next. */
  default SessionId idAfter(SessionId id) {
    return Stream.generate(StoreUnderTest::newId)
        .filter(to -> store().canFollow(id, to))
        .findFirst()
        .orElseThrow();
  }

  static SessionId newId() {
    return new RandomSessionIds(new SecureRandom()).next();
  }

  static <V> Set<SessionId> idsOf(List<SessionSnapshot<V>> sessions) {
    return sessions.stream().map(SessionSnapshot::id).collect(Collectors.toSet());
  }
}
