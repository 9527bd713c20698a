package io.culvert.container.buildcache;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks the cache on behalf of one application, and keeps what it was given from being collected
 * until it is closed. Any thread.
 */
public final class Lease implements Builds, AutoCloseable {
  private final Store store;

  /** Guarded by this. */
  private final Set<Key> keys = new HashSet<>();

  private boolean closed;

  Lease(Store store) {
    this.store = store;
  }

  @Override
  public <X extends Exception> Entry entry(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    Entry entry = store.use(key, subject, builder);
    if (!keep(key)) {
      store.release(key);
    }
    return entry;
  }

  private synchronized boolean keep(Key key) {
    return !closed && keys.add(key);
  }

  /** Gives back all that was asked for. Does nothing the second time. */
  @Override
  public void close() throws IOException {
    Set<Key> given;
    synchronized (this) {
      closed = true;
      given = Set.copyOf(keys);
      keys.clear();
    }
    for (Key key : given) {
      store.release(key);
    }
  }
}
