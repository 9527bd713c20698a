package io.culvert.container.buildcache;

import io.culvert.container.buildcache.KeyLocks.Held;
import io.culvert.container.buildcache.KeyLocks.Mode;
import io.culvert.container.buildcache.Shelf.Damaged;
import io.culvert.container.buildcache.Shelf.Found;
import io.culvert.container.buildcache.Shelf.Missing;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Finds, builds and removes, each under the lock of the key.
 *
 * @param shelf where things stand
 * @param locks who builds
 * @param uses who uses
 * @param counters what happened
 * @param clock tells when something was built or used
 */
record Store(Shelf shelf, KeyLocks locks, Uses uses, Counters counters, InstantSource clock)
    implements Closeable {
  private static final Logger LOG = Logger.getLogger(Store.class);

  /** With less space than this on the disk, that is why building failed. */
  private static final long NO_SPACE = 1 << 20;

  /** Finds or builds; who asks has to {@link #release} it. */
  <X extends Exception> Entry use(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    try (Held held = locks.lock(key, Mode.SHARED)) {
      counters.waited(held);
      if (shelf.find(key) instanceof Found found) {
        return hit(found.entry());
      }
    }
    try (Held held = locks.lock(key, Mode.EXCLUSIVE)) {
      counters.waited(held);
      switch (shelf.find(key)) {
        case Found found -> {
          return hit(found.entry()); // built in the meantime
        }
        case Missing _ -> {}
        case Damaged damaged -> {
          LOG.warnf("%s: %s (%s) is built anew: %s", shelf.root(), key, subject, damaged.problem());
          remove(key, Removal.CORRUPT);
        }
      }
      return build(key, subject, builder);
    }
  }

  private Entry hit(Entry entry) throws IOException {
    counters.hits.increment();
    shelf.touch(entry.key(), clock.instant());
    uses.add(entry.key());
    return entry;
  }

  private <X extends Exception> Entry build(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    counters.misses.increment();
    boolean done = false;
    try {
      Entry entry = buildInTransit(key, subject, builder);
      uses.add(key);
      done = true;
      return entry;
    } finally {
      if (!done) {
        counters.failures.increment();
      }
    }
  }

  private <X extends Exception> Entry buildInTransit(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    Path transit = newTransit(key, subject);
    try {
      Path content = Shelf.content(transit);
      long begun = System.nanoTime();
      builder.build(content);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Manifest manifest = new Manifest(key, subject, clock.instant(), took, Contents.of(content));
      Entry entry = publish(manifest, transit);
      counters.built(key.kind(), took);
      return entry;
    } catch (IOException e) {
      throw failure(key, subject, e); // looks how full the disk is before it is cleared
    } finally {
      discard(transit); // is no longer there if all went well
    }
  }

  private Path newTransit(Key key, String subject) throws IOException {
    try {
      return shelf.newTransit(key);
    } catch (IOException e) {
      throw failure(key, subject, e);
    }
  }

  private IOException failure(Key key, String subject, IOException e) {
    return new IOException(
        "%s: cannot build the %s of %s: %s%s"
            .formatted(shelf.root(), key.kind(), subject, Reason.of(e), spaceHint()),
        e);
  }

  private Entry publish(Manifest manifest, Path transit) throws IOException {
    try {
      return shelf.publish(manifest, transit);
    } catch (FileSystemException e) {
      // Locks can get lost, on file systems that have none. Then the first one wins.
      if (shelf.find(manifest.key()) instanceof Found found) {
        return found.entry();
      }
      throw e;
    }
  }

  private String spaceHint() {
    try {
      boolean full = Files.getFileStore(shelf.root()).getUsableSpace() < NO_SPACE;
      return full ? ". The disk is full; make room there, or try 'culvert cache gc'" : "";
    } catch (IOException _) {
      return "";
    }
  }

  private static void discard(Path transit) {
    try {
      Tree.delete(transit);
    } catch (IOException e) {
      // the next one to open the cache tries again
      LOG.warnf("%s: what could not be finished cannot be deleted: %s", transit, e);
    }
  }

  /** It was used until now. */
  void release(Key key) throws IOException {
    try {
      shelf.touch(key, clock.instant());
    } catch (IOException e) {
      // it may have been damaged, and taken away; otherwise it only becomes garbage sooner
      LOG.debugf("%s: cannot be marked as used until now: %s", key, e);
    }
    uses.remove(key);
  }

  @Override
  public void close() throws IOException {
    try (locks;
        uses) {
      // only to be closed
    }
  }

  /** The only place from where anything leaves. The caller has the lock. */
  void remove(Key key, Removal reason) throws IOException {
    shelf.remove(key);
    counters.removed.increment();
    counters.removedFor(reason);
  }
}
