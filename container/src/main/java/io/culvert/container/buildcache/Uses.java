package io.culvert.container.buildcache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What processes use at this moment, so that none removes what another runs. A process shares a
 * lock on one byte of a file for each key it uses; what nobody has a lock on, nobody uses. Who adds
 * a key or asks for it holds the {@link KeyLocks lock} of the key: to ask is to try for the byte.
 */
final class Uses implements Closeable {
  /** How often a key is used in this process. */
  private record Use(int times, @Nullable FileLock lock) {}

  private final FileChannel file;

  /** Guarded by this; the calls to the kernel under the monitor never wait. */
  private final Map<Key, Use> uses = new HashMap<>();

  private Uses(FileChannel file) {
    this.file = file;
  }

  static Uses open(Path file) throws IOException {
    return new Uses(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  synchronized void add(Key key) throws IOException {
    Use use = uses.get(key);
    uses.put(
        key, use == null ? new Use(1, attempt(key, true)) : new Use(use.times() + 1, use.lock()));
  }

  synchronized void remove(Key key) throws IOException {
    Use use = uses.get(key);
    if (use == null) {
      return;
    }
    if (use.times() > 1) {
      uses.put(key, new Use(use.times() - 1, use.lock()));
      return;
    }
    uses.remove(key);
    if (use.lock() != null && file.isOpen()) {
      use.lock().release();
    }
  }

  /** Whether any process uses it. */
  synchronized boolean contains(Key key) throws IOException {
    if (uses.containsKey(key)) {
      return true;
    }
    try (FileLock lock = attempt(key, false)) {
      return lock == null;
    }
  }

  private @Nullable FileLock attempt(Key key, boolean shared) throws IOException {
    try {
      return file.tryLock(key.position(), 1, shared);
    } catch (OverlappingFileLockException _) {
      return null; // the same folder is open a second time in this process, and used there
    }
  }

  @Override
  public synchronized void close() throws IOException {
    uses.clear();
    file.close();
  }
}
