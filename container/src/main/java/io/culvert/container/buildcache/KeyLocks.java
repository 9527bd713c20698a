package io.culvert.container.buildcache;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lock for each key, between all threads of all processes. Who holds it exclusively builds or
 * removes; who shares it reads. A lock is a byte of one file, so that there is nothing to clean up,
 * and the kernel takes the locks of a process that dies.
 *
 * <p>The file is closed only in the end: by POSIX, to close it anywhere in a process gives up all
 * locks the process has on it.
 */
final class KeyLocks implements Closeable {
  private static final int LONGEST_PAUSE_MILLIS = 50;

  /** Whether others may hold the lock, too; within one process it is always one thread's. */
  enum Mode {
    SHARED,
    EXCLUSIVE
  }

  /** A lock, until it is closed. */
  final class Held implements Closeable {
    private final FileLock lock;
    private final boolean waited;

    private Held(FileLock lock, boolean waited) {
      this.lock = lock;
      this.waited = waited;
    }

    /** Whether another process had it first. */
    boolean waited() {
      return waited;
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        // only to be closed
      } finally {
        leave(lock.position());
      }
    }
  }

  private final FileChannel file;

  /** The bytes that threads of this process have locked or wait for; guarded by this. */
  private final Map<Long, Thread> threads = new HashMap<>();

  private KeyLocks(FileChannel file) {
    this.file = file;
  }

  static KeyLocks open(Path file) throws IOException {
    return new KeyLocks(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /**
   * Waits for a lock.
   *
   * @throws IllegalStateException if this thread has it already: what it builds asks for itself
   */
  Held lock(Key key, Mode mode) throws IOException {
    long position = key.position();
    enter(key, position);
    try {
      FileLock lock = attempt(position, mode);
      boolean waited = lock == null;
      for (int pause = 1; lock == null; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
        // a blocking lock() would close the file, and with it all locks, if it were interrupted
        Thread.sleep(pause);
        lock = attempt(position, mode);
      }
      return new Held(lock, waited);
    } catch (IOException | RuntimeException e) {
      leave(position);
      throw e;
    } catch (InterruptedException e) {
      leave(position);
      throw interrupted(key, e);
    }
  }

  /** An exclusive lock, if nobody else has the lock in any way. */
  Optional<Held> tryLock(Key key) throws IOException {
    long position = key.position();
    synchronized (this) {
      if (threads.putIfAbsent(position, Thread.currentThread()) != null) {
        return Optional.empty();
      }
    }
    try {
      FileLock lock = attempt(position, Mode.EXCLUSIVE);
      if (lock != null) {
        return Optional.of(new Held(lock, false));
      }
    } catch (IOException | RuntimeException e) {
      leave(position);
      throw e;
    }
    leave(position);
    return Optional.empty();
  }

  private @Nullable FileLock attempt(long position, Mode mode) throws IOException {
    try {
      return file.tryLock(position, 1, mode == Mode.SHARED);
    } catch (OverlappingFileLockException _) {
      return null; // the same folder is open a second time in this process
    }
  }

  private synchronized void enter(Key key, long position) throws IOException {
    if (Thread.currentThread().equals(threads.get(position))) {
      throw new IllegalStateException(key + " is needed to build itself");
    }
    try {
      while (threads.containsKey(position)) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted(key, e);
    }
    threads.put(position, Thread.currentThread());
  }

  private synchronized void leave(long position) {
    threads.remove(position);
    notifyAll();
  }

  private static IOException interrupted(Key key, InterruptedException e) {
    Thread.currentThread().interrupt();
    IOException interrupted = new InterruptedIOException("interrupted while waiting for " + key);
    interrupted.initCause(e);
    return interrupted;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
