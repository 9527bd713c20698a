package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A store whose rename takes effect at once but returns only after somebody has looked for the
 * session by its old name in vain: the moment between what is true and what the handle knows.
 */
final class PausingStore implements ForwardingStore<Attribute> {
  final CountDownLatch renamed = new CountDownLatch(1);
  private final CountDownLatch missed = new CountDownLatch(1);
  private final SessionStore<Attribute> store;

  PausingStore(SessionStore<Attribute> store) {
    this.store = store;
  }

  @Override
  public SessionStore<Attribute> store() {
    return store;
  }

  @Override
  public Optional<SessionSnapshot<Attribute>> find(SessionId id) {
    return looked(store.find(id));
  }

  @Override
  public Optional<SessionSnapshot<Attribute>> visit(SessionId id) {
    return looked(store.visit(id));
  }

  private Optional<SessionSnapshot<Attribute>> looked(Optional<SessionSnapshot<Attribute>> found) {
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
}
