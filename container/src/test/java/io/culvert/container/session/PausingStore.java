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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A store whose rename takes effect at once but returns only after somebody has looked for the
 * session by its old name in vain: the moment between what is true and what the handle knows.
 */
final class PausingStore implements SessionStore<Attribute> {
  final CountDownLatch renamed = new CountDownLatch(1);
  private final CountDownLatch missed = new CountDownLatch(1);
  private final SessionStore<Attribute> store;

  PausingStore(SessionStore<Attribute> store) {
    this.store = store;
  }

  @Override
  public Optional<SessionSnapshot<Attribute>> find(SessionId id) {
    Optional<SessionSnapshot<Attribute>> found = store.find(id);
    if (found.isEmpty()) {
      missed.countDown();
    }
    return found;
  }

  @Override
  public boolean rename(SessionId from, SessionId to) {
    boolean done = store.rename(from, to);
    renamed.countDown();
    try {
      return missed.await(30, TimeUnit.SECONDS) && done;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public CreateResult<Attribute> create(SessionSnapshot<Attribute> session) {
    return store.create(session);
  }

  @Override
  public SaveResult save(SessionUpdate<Attribute> update) {
    return store.save(update);
  }

  @Override
  public boolean touch(SessionId id, Instant lastAccessed) {
    return store.touch(id, lastAccessed);
  }

  @Override
  public Optional<SessionSnapshot<Attribute>> delete(SessionId id) {
    return store.delete(id);
  }

  @Override
  public List<SessionSnapshot<Attribute>> expire() {
    return store.expire();
  }

  @Override
  public Set<SessionId> ids() {
    return store.ids();
  }

  @Override
  public long count() {
    return store.count();
  }

  @Override
  public StoreStatistics statistics() {
    return store.statistics();
  }

  @Override
  public long capacity() {
    return store.capacity();
  }

  @Override
  public List<SessionSnapshot<Attribute>> shutDown() {
    return store.shutDown();
  }
}
