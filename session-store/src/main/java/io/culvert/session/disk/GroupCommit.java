package io.culvert.session.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has one thread make the changes of all others, and make them safe by one write to the disk for
 * all who wait at that moment. No other thread is ever inside the file: applications interrupt
 * their threads, and a file channel that meets an interrupted thread is closed for everybody.
 */
final class GroupCommit {
  /** The disk, as the one thread uses it. */
  interface Disk {
    /** Hands the changes made so far to the operating system, all of them or none. */
    void commit();

    /** Makes safe what was committed. */
    void sync();

    /** The last call, if nothing has failed. */
    void close();

    /** The last call after one that has failed; nothing is written any more. */
    void failed(Throwable cause);
  }

  private record Batch(List<Runnable> changes, long last, boolean awaited, boolean closing) {}

  private final Disk disk;

  /**
   * Guards changes of the fields below; never held while the disk is written or a change is made.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition work = lock.newCondition();
  private final Condition done = lock.newCondition();
  private List<Runnable> changes = new ArrayList<>();
  private long added;
  private long wanted;
  private volatile long safe;
  private boolean pushed;
  private boolean closing;
  private boolean over;

  private GroupCommit(Disk disk) {
    this.disk = disk;
  }

  /** Starts the thread, which touches the disk when there is something to do. */
  static GroupCommit start(String name, Disk disk) {
    GroupCommit commits = new GroupCommit(disk);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .inheritInheritableThreadLocals(false)
            .unstarted(commits::run);
    // it outlives the generation of an application that is deployed on this thread
    thread.setContextClassLoader(GroupCommit.class.getClassLoader());
    thread.start();
    return commits;
  }

  /**
   * Adds a change, to be made after those that were added before. Does nothing once the disk has
   * failed or is closed.
   *
   * @return its number, for {@link #await}
   */
  long add(Runnable change) {
    lock.lock();
    try {
      if (!over) {
        changes.add(change);
        added++;
      }
      return added;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when this change is safe, or never will be because the disk has failed. */
  void await(long change) {
    if (change <= safe) {
      return;
    }
    lock.lock();
    try {
      wanted = Math.max(wanted, change);
      work.signal();
      while (safe < change && !over) {
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #await(long)}, for all that was added before. */
  void await() {
    await(latest());
  }

  private long latest() {
    lock.lock();
    try {
      return added;
    } finally {
      lock.unlock();
    }
  }

  /** Has the changes made that nobody waits for. */
  void push() {
    lock.lock();
    try {
      pushed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when everything is safe and the disk is closed. The second call does nothing. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
      while (!over) {
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      Batch batch = next();
      while (!batch.closing()) {
        make(batch);
        batch = next();
      }
      make(batch);
      disk.close();
    } catch (RuntimeException | Error e) {
      disk.failed(e);
    } finally {
      end();
    }
  }

  private Batch next() {
    lock.lock();
    try {
      while (wanted <= safe && !pushed && !closing) {
        work.awaitUninterruptibly();
      }
      Batch batch = new Batch(changes, added, closing || wanted > safe, closing);
      changes = new ArrayList<>();
      pushed = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void make(Batch batch) {
    batch.changes().forEach(Runnable::run);
    disk.commit();
    if (batch.awaited()) {
      disk.sync();
      safe(batch.last());
    }
  }

  private void safe(long last) {
    lock.lock();
    try {
      safe = last;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      changes = List.of();
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
