package io.culvert.session.redis;

import io.culvert.session.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What Redis has to be told when it is back, in its order. Open from when Redis is away until it
 * has been told everything; only then it is asked again. Safe for any number of threads.
 */
final class Backlog {
  private final long mostBytes;

  /**
   * Guards all below, and that what is noted here and what is known of sessions change together.
   * Redis is never waited for under it.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<Script.Call> calls = new ArrayDeque<>();
  private long bytes;
  private volatile boolean open;

  Backlog(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Whether Redis is away, or not told everything yet. */
  boolean isOpen() {
    return open;
  }

  /** Whether it was closed before. */
  boolean open() {
    lock.lock();
    try {
      boolean first = !open;
      open = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Does something that may {@link #add}, with nobody else at it; not if Redis is there. */
  <T> Optional<T> whileOpen(Supplier<T> task) {
    lock.lock();
    try {
      return open ? Optional.of(task.get()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * To be called within {@link #whileOpen}, before the change is made here.
   *
   * @throws StoreUnavailableException if there is no room; nothing is noted
   */
  void add(Script.Call call) {
    if (bytes + call.size() > mostBytes) {
      throw new StoreUnavailableException(
          "Redis is away, and no more changes of sessions can be remembered"
              + " (setting sessions.redis.backlog)");
    }
    calls.add(call);
    bytes += call.size();
  }

  /** What has to be told next; empty, and the backlog closed, if there is nothing. */
  Optional<Script.Call> next() {
    lock.lock();
    try {
      Optional<Script.Call> next = Optional.ofNullable(calls.peek());
      open = next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The first one was told. */
  void told() {
    lock.lock();
    try {
      bytes -= calls.remove().size();
    } finally {
      lock.unlock();
    }
  }

  int length() {
    lock.lock();
    try {
      return calls.size();
    } finally {
      lock.unlock();
    }
  }
}
