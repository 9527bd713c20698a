package io.culvert.session.heap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order in which sessions are to be evicted and the wheel on which they expire.
 *
 * <p>Sessions whose client never came back stand in a line of their own and go first: a robot that
 * keeps no cookies makes a new session with each request and never uses one again, so by age alone
 * its sessions would always look younger than those of people.
 */
final class Housekeeping<V> {
  /** A session that is in use all the time renews its place no more often than this. */
  private static final long RENEWAL_MILLIS = 1000;

  /**
   * Guards the links of all chains, the wheel and the two counters. Nothing may happen under it but
   * linking and unlinking: no foreign code, no waiting.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Chain<V> newcomers = new Chain<>();
  private final Chain<V> returned = new Chain<>();
  private final TimingWheel<V> wheel;
  private final int capacity;
  private long evictedNewcomers;
  private long evictedReturned;

  Housekeeping(int capacity, Instant now) {
    this.capacity = capacity;
    this.wheel = new TimingWheel<>(now);
  }

  /**
   * Takes in a new session.
   *
   * @return sessions that are one too many now and are to be ended
   */
  List<HeapSession<V>> enter(HeapSession<V> session) {
    lock.lock();
    try {
      if (session.peek().isPresent()) {
        session.usage.moveTo(session.returned ? returned : newcomers);
        wheel.place(session);
      }
      return makeRoom(session);
    } finally {
      lock.unlock();
    }
  }

  private List<HeapSession<V>> makeRoom(HeapSession<V> entering) {
    List<HeapSession<V>> victims = new ArrayList<>();
    while (newcomers.size() + returned.size() > capacity) {
      HeapSession<V> victim = victim(entering);
      unlink(victim);
      victims.add(victim);
    }
    return victims;
  }

  /** Never the one that enters, or nobody new could come in once all others have returned. */
  private HeapSession<V> victim(HeapSession<V> entering) {
    HeapSession<V> newcomer = newcomers.first().map(link -> link.session).orElse(entering);
    if (newcomer != entering) {
      evictedNewcomers++;
      return newcomer;
    }
    evictedReturned++;
    return returned.first().map(link -> link.session).orElse(entering);
  }

  /** Notes that a session was used, if its place is not fresh anyway. */
  void used(HeapSession<V> session, Instant now) {
    long millis = now.toEpochMilli();
    if (session.returned && millis - session.placedAt < RENEWAL_MILLIS) {
      return;
    }
    lock.lock();
    try {
      session.returned = true;
      session.placedAt = millis;
      if (session.usage.isLinked()) {
        session.usage.moveTo(returned);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts a session on the wheel by the end it has now. */
  void reschedule(HeapSession<V> session) {
    lock.lock();
    try {
      if (session.usage.isLinked()) {
        wheel.place(session);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets a session go that has ended. */
  void leave(HeapSession<V> session) {
    lock.lock();
    try {
      unlink(session);
    } finally {
      lock.unlock();
    }
  }

  private void unlink(HeapSession<V> session) {
    session.usage.leave();
    session.alarm.leave();
  }

  /** Sessions whose time seems to be up. They are off the wheel; the caller ends or reschedules. */
  List<HeapSession<V>> due(Instant now) {
    lock.lock();
    try {
      return wheel.advance(now);
    } finally {
      lock.unlock();
    }
  }

  HeapStatistics statistics() {
    lock.lock();
    try {
      return new HeapStatistics(
          newcomers.size() + returned.size(), capacity, evictedNewcomers, evictedReturned);
    } finally {
      lock.unlock();
    }
  }
}
