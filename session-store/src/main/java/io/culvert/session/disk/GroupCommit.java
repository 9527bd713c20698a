package io.culvert.session.disk;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has writes of many threads made safe by one write to the disk: while one thread syncs the others
 * wait, and the next sync is for all of them.
 */
final class GroupCommit {
  private final Runnable sync;
  private final AtomicLong writes = new AtomicLong();

  /** Guards the two fields below; never held while the disk is written. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition done = lock.newCondition();
  private long safe;
  private boolean syncing;

  /**
   * @param sync makes safe what was written before it is called
   */
  GroupCommit(Runnable sync) {
    this.sync = sync;
  }

  /** Returns when everything that this thread has written before is safe. */
  void await() {
    long mine = writes.incrementAndGet();
    lock.lock();
    try {
      while (safe < mine) {
        if (syncing) {
          done.awaitUninterruptibly();
        } else {
          syncForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void syncForAll() {
    syncing = true;
    long all = writes.get();
    lock.unlock();
    try {
      sync.run();
    } finally {
      lock.lock();
      syncing = false;
      done.signalAll();
    }
    safe = Math.max(safe, all);
  }
}
