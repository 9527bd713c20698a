package io.culvert.container.buildcache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The cache, shared by all processes that open the same folder. Open a folder once in a process: a
 * second time is harmless to what is in it, but the first to be closed gives up the locks of both.
 */
public final class BuildCache implements Builds, AutoCloseable {
  private final Store store;
  private final Housekeeping housekeeping;
  private final Lease own;

  private BuildCache(Store store) {
    this.store = store;
    this.housekeeping = new Housekeeping(store);
    this.own = new Lease(store);
  }

  /**
   * Opens a cache, and clears away what processes that died had not finished.
   *
   * @param folder is made when it is missing
   * @throws IOException if it cannot be used; the message is for the operator
   */
  public static BuildCache open(Path folder, InstantSource clock) throws IOException {
    try {
      Shelf shelf = Shelf.open(folder);
      KeyLocks locks = KeyLocks.open(shelf.root().resolve("building.lock"));
      Uses uses = Uses.open(shelf.root().resolve("using.lock"));
      BuildCache cache = new BuildCache(new Store(shelf, locks, uses, new Counters(), clock));
      cache.housekeeping.sweep();
      return cache;
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be used as the build cache: %s. May the server write there?"
              .formatted(folder, Reason.of(e)),
          e);
    }
  }

  /** What is asked for here is not garbage as long as the cache is open. */
  @Override
  public <X extends Exception> Entry entry(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    return own.entry(key, subject, builder);
  }

  /** What is asked for there is not garbage as long as the lease is not closed. */
  public Lease lease() {
    return new Lease(store);
  }

  /**
   * Removes what no process uses and none has asked for since some time.
   *
   * @param since what was asked for then or later is kept
   */
  public Collected collect(Instant since) throws IOException {
    return housekeeping.collect(since, Removal.GARBAGE);
  }

  /** Removes all that no process uses, at the operator's word. */
  public Collected clear() throws IOException {
    return housekeeping.collect(Instant.MAX, Removal.OPERATOR);
  }

  /** All that is here, by kind and digest. What is damaged may be left out. */
  public List<Listed> list() throws IOException {
    return housekeeping.list();
  }

  /**
   * Reads every byte and names what is not what was built. It stays, and is built anew when it is
   * asked for.
   */
  public List<Damage> verify() throws IOException {
    return housekeeping.verify();
  }

  /** What there is, which takes a look at the disk, and what happened. */
  public CacheStatistics statistics() throws IOException {
    List<Listed> all = list();
    return store.counters().statistics(all.size(), all.stream().mapToLong(Listed::bytes).sum());
  }

  /** Gives up all that was asked for. What is kept remains. */
  @Override
  public void close() throws IOException {
    own.close();
    store.close();
  }
}
