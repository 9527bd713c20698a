package io.culvert.session.redis;

import io.culvert.session.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** The last of each session, by its key, that came after all calls about it. */
  private final Map<ByteBuffer, Visit> visits = new LinkedHashMap<>();

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
    Optional<Script.Call> before = Optional.ofNullable(visits.get(call.session())).map(Visit::call);
    if (bytes + before.map(Script.Call::size).orElse(0L) + call.size() > mostBytes) {
      throw new StoreUnavailableException(
          "Redis is away, and no more changes of sessions can be remembered"
              + " (setting sessions.redis.backlog)");
    }
    visits.remove(call.session());
    before.ifPresent(this::append);
    append(call);
  }

  private void append(Script.Call call) {
    calls.add(call);
    bytes += call.size();
  }

  /**
   * To be called within {@link #whileOpen}. Takes no room from changes: there is one visit at most
   * for each session that is known here.
   */
  void visited(Visit visit) {
    visits.merge(visit.call().session(), visit, (before, now) -> now.after(before));
  }

  /** What has to be told next; empty, and the backlog closed, if there is nothing. */
  Optional<Script.Call> next() {
    lock.lock();
    try {
      Iterator<Visit> visited = visits.values().iterator();
      if (calls.isEmpty() && visited.hasNext()) {
        append(visited.next().call());
        visited.remove();
      }
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
      return calls.size() + visits.size();
    } finally {
      lock.unlock();
    }
  }
}
