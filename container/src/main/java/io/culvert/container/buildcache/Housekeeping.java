package io.culvert.container.buildcache;

import io.culvert.container.buildcache.KeyLocks.Held;
import io.culvert.container.buildcache.KeyLocks.Mode;
import io.culvert.container.buildcache.Shelf.Damaged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks through all that is there: lists, verifies, and takes out what nobody needs. */
record Housekeeping(Store store) {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  /** Deletes what processes had not finished when they died. */
  void sweep() throws IOException {
    for (Path transit : store.shelf().transits()) {
      Optional<Key> key = Shelf.keyOf(transit);
      if (key.isPresent()) {
        sweep(transit, key.orElseThrow());
      }
    }
  }

  private void sweep(Path transit, Key key) throws IOException {
    Optional<Held> nobodys = store.locks().tryLock(key);
    if (nobodys.isPresent()) {
      try (Held _ = nobodys.orElseThrow()) {
        Tree.delete(transit);
      }
    }
  }

  /** Removes what no process uses and none has asked for since some time. */
  Collected collect(Instant since, Removal reason) throws IOException {
    sweep();
    int entries = 0;
    int kept = 0;
    long bytes = 0;
    for (Key key : store.shelf().keys()) {
      Optional<Long> freed = collect(key, since, reason);
      if (freed.isPresent()) {
        entries++;
        bytes += freed.orElseThrow();
      } else {
        kept++;
      }
    }
    return new Collected(entries, bytes, kept);
  }

  /** Returns how many bytes it had, or nothing if it stays. */
  private Optional<Long> collect(Key key, Instant since, Removal reason) throws IOException {
    if (!store.shelf().lastUsed(key).isBefore(since)) {
      return Optional.empty();
    }
    Optional<Held> nobodys = store.locks().tryLock(key);
    if (nobodys.isEmpty()) {
      return Optional.empty();
    }
    try (Held _ = nobodys.orElseThrow()) {
      // asked again: between the first look and the lock somebody may have used it
      if (store.uses().contains(key) || !store.shelf().lastUsed(key).isBefore(since)) {
        return Optional.empty();
      }
      long bytes = store.shelf().bytes(key);
      store.remove(key, reason);
      return Optional.of(bytes);
    }
  }

  /** All that can be read, by kind and digest. */
  List<Listed> list() throws IOException {
    List<Listed> all = new ArrayList<>();
    for (Key key : store.shelf().keys()) {
      try {
        all.add(listed(key, store.shelf().manifest(key)));
      } catch (IOException e) {
        LOG.debugf("%s is left out of the list: %s", key, e); // gone by now, or damaged
      }
    }
    return List.copyOf(all);
  }

  private Listed listed(Key key, Manifest manifest) throws IOException {
    return new Listed(
        key,
        manifest.subject(),
        manifest.contents().files().size(),
        manifest.contents().bytes(),
        manifest.built(),
        manifest.took(),
        store.shelf().lastUsed(key),
        isInUse(key));
  }

  /** To ask takes hold of it for a moment, in which nobody may begin to use it. */
  private boolean isInUse(Key key) throws IOException {
    Optional<Held> nobodys = store.locks().tryLock(key);
    if (nobodys.isEmpty()) {
      return true; // somebody takes it up at this moment
    }
    try (Held _ = nobodys.orElseThrow()) {
      return store.uses().contains(key);
    }
  }

  /** Reads every byte and names what is not what was built. */
  List<Damage> verify() throws IOException {
    List<Damage> all = new ArrayList<>();
    for (Key key : store.shelf().keys()) {
      try (Held _ = store.locks().lock(key, Mode.SHARED)) {
        if (store.shelf().find(key) instanceof Damaged damaged) {
          all.add(new Damage(key, damaged.problem()));
        }
      } catch (IOException e) {
        all.add(new Damage(key, Reason.of(e)));
      }
    }
    return List.copyOf(all);
  }
}
