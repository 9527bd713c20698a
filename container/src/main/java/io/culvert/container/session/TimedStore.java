package io.culvert.container.session;

import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of which it is known how long it takes.
 *
 * @param store does everything
 * @param clock is told how long
 */
record TimedStore<V>(SessionStore<V> store, StoreClock clock) implements ForwardingStore<V> {
  @Override
  public CreateResult<V> create(SessionSnapshot<V> session) {
    return clock.timed(StoreCall.CREATE, () -> store.create(session));
  }

  @Override
  public Optional<SessionSnapshot<V>> find(SessionId id) {
    return clock.timed(StoreCall.FIND, () -> store.find(id));
  }

  @Override
  public Optional<SessionSnapshot<V>> visit(SessionId id) {
    return clock.timed(StoreCall.VISIT, () -> store.visit(id));
  }

  @Override
  public SaveResult save(SessionUpdate<V> update) {
    return clock.timed(StoreCall.SAVE, () -> store.save(update));
  }

  @Override
  public boolean touch(SessionId id, Instant lastAccessed) {
    return clock.timed(StoreCall.TOUCH, () -> store.touch(id, lastAccessed));
  }

  @Override
  public boolean rename(SessionId from, SessionId to) {
    return clock.timed(StoreCall.RENAME, () -> store.rename(from, to));
  }

  @Override
  public void flush(SessionId id) {
    clock.timed(
        StoreCall.FLUSH,
        () -> {
          store.flush(id);
          return id;
        });
  }

  @Override
  public Optional<SessionSnapshot<V>> delete(SessionId id) {
    return clock.timed(StoreCall.DELETE, () -> store.delete(id));
  }

  @Override
  public List<SessionSnapshot<V>> expire() {
    return clock.timed(StoreCall.EXPIRE, store::expire);
  }
}
