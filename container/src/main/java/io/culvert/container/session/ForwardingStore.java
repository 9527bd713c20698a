package io.culvert.container.session;

import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import io.culvert.session.StoreStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A store that has another one do everything, but for what its heirs do otherwise. */
interface ForwardingStore<V> extends SessionStore<V> {
  /** Who does it. */
  SessionStore<V> store();

  @Override
  default CreateResult<V> create(SessionSnapshot<V> session) {
    return store().create(session);
  }

  @Override
  default Optional<SessionSnapshot<V>> find(SessionId id) {
    return store().find(id);
  }

  @Override
  default Optional<SessionSnapshot<V>> visit(SessionId id) {
    return store().visit(id);
  }

  @Override
  default SaveResult save(SessionUpdate<V> update) {
    return store().save(update);
  }

  @Override
  default boolean touch(SessionId id, Instant lastAccessed) {
    return store().touch(id, lastAccessed);
  }

  @Override
  default boolean rename(SessionId from, SessionId to) {
    return store().rename(from, to);
  }

  @Override
  default void flush(SessionId id) {
    store().flush(id);
  }

  @Override
  default Optional<SessionSnapshot<V>> delete(SessionId id) {
    return store().delete(id);
  }

  @Override
  default List<SessionSnapshot<V>> expire() {
    return store().expire();
  }

  @Override
  default boolean canFollow(SessionId from, SessionId to) {
    return store().canFollow(from, to);
  }

  @Override
  default boolean keepsCopies() {
    return store().keepsCopies();
  }

  @Override
  default Stream<SessionSnapshot<V>> held() {
    return store().held();
  }

  @Override
  default Optional<SessionSnapshot<V>> inspect(SessionId id) {
    return store().inspect(id);
  }

  @Override
  default Set<SessionId> ids() {
    return store().ids();
  }

  @Override
  default long count() {
    return store().count();
  }

  @Override
  default StoreStatistics statistics() {
    return store().statistics();
  }

  @Override
  default long capacity() {
    return store().capacity();
  }

  @Override
  default List<SessionSnapshot<V>> shutDown() {
    return store().shutDown();
  }
}
