package io.culvert.session.redis;

import io.culvert.session.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What Redis has to be told when it is back: for each bucket in its order. Open from when Redis is
 * away until it has been told everything; only then it is asked again. Safe for any number of
 * threads.
 *
 * <p>Changes are noted here faster than Redis is told, so at last it is held: who has one more
 * waits, and finds Redis there.
 */
final class Backlog {
  private final long mostBytes;
  private final long longestHold;

  /**
   * Guards all below, and that what is noted here and what is known of sessions change together.
   * Redis is never waited for under it.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition released = lock.newCondition();

  /** By bucket. None is empty. */
  private final Map<ByteBuffer, Deque<Script.Call>> calls = new HashMap<>();

  /** The last of each session, by its key, that came after all calls about it. */
  private final Map<ByteBuffer, Visit> visits = new LinkedHashMap<>();

  private long bytes;
  private boolean held;
  private volatile boolean open;

  /** By {@link System#nanoTime}; empty if it never was. */
  private volatile OptionalLong closed = OptionalLong.empty();

  /**
   * @param longestHold how long one waits at most to add something when it is held
   */
  Backlog(long mostBytes, Duration longestHold) {
    this.mostBytes = mostBytes;
    this.longestHold = longestHold.toNanos();
  }

  /** Whether Redis is away, or not told everything yet. */
  boolean isOpen() {
    return open;
  }

  /** Whether it was closed this time ago or less. */
  boolean wasOpen(Duration ago) {
    OptionalLong since = closed;
    return since.isPresent() && System.nanoTime() - since.getAsLong() < ago.toNanos();
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

  /**
   * Does something that may {@link #add}, with nobody else at it; not if Redis is there. Waits
   * while it is held.
   */
  <T> Optional<T> whileOpen(Supplier<T> task) {
    lock.lock();
    try {
      awaitRelease();
      return open ? Optional.of(task.get()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRelease() {
    long left = longestHold;
    try {
      while (held && left > 0) {
        left = released.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on nothing is added, until it is released. */
  void hold() {
    lock.lock();
    try {
      held = open;
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      held = false;
      released.signalAll();
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
    calls.computeIfAbsent(call.bucket(), _ -> new ArrayDeque<>()).add(call);
    bytes += call.size();
  }

  /**
   * To be called within {@link #whileOpen}. Takes no room from changes: there is one visit at most
   * for each session that is known here.
   */
  void visited(Visit visit) {
    visits.merge(visit.call().session(), visit, (before, now) -> now.after(before));
  }

  /** What has to be told of each bucket; empty, and the backlog closed, if there is nothing. */
  List<List<Script.Call>> next() {
    lock.lock();
    try {
      visits.values().forEach(visit -> append(visit.call()));
      visits.clear();
      if (calls.isEmpty()) {
        closed = OptionalLong.of(System.nanoTime());
        open = false;
      }
      return calls.values().stream().map(List::copyOf).toList();
    } finally {
      lock.unlock();
    }
  }

  /** The first one of its bucket was told. */
  void told(Script.Call call) {
    lock.lock();
    try {
      bytes -= call.size();
      calls.computeIfPresent(
          call.bucket(),
          (_, all) -> {
            all.remove();
            return all.isEmpty() ? null : all;
          });
    } finally {
      lock.unlock();
    }
  }

  int length() {
    lock.lock();
    try {
      return calls.values().stream().mapToInt(Deque::size).sum() + visits.size();
    } finally {
      lock.unlock();
    }
  }
}
