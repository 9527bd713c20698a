package io.culvert.session.heap;

import io.culvert.session.Appraisal;
import io.culvert.session.Standing;
import io.culvert.session.StoreStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order in which sessions are to be evicted and the wheel on which they expire.
 *
 * <p>Sessions stand in lines by what they are worth. A robot that keeps no cookies makes a new
 * session with each request and never uses one again, so by age alone its sessions would always
 * look younger than those of people.
 */
final class Housekeeping<V> {
  /** A session that is in use all the time renews its place no more often than this. */
  private static final long RENEWAL_MILLIS = 1000;

  /**
   * Guards the links of all chains, the wheel, the counters, and what sessions are worth. Nothing
   * may happen under it but linking and unlinking: no foreign code, no waiting.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Standing, Chain<V>> lines = new EnumMap<>(Standing.class);
  private final Map<Standing, Long> evicted = new EnumMap<>(Standing.class);
  private final TimingWheel<V> wheel;
  private final HeapLimits limits;
  private final Appraisal<V> appraisal;
  private long bytes;
  private long refused;

  Housekeeping(HeapLimits limits, Appraisal<V> appraisal, Instant now) {
    this.limits = limits;
    this.appraisal = appraisal;
    this.wheel = new TimingWheel<>(now);
    for (Standing standing : Standing.values()) {
      lines.put(standing, new Chain<>());
      evicted.put(standing, 0L);
    }
  }

  /** What was made of a wish to enter. */
  record Entry<V>(boolean admitted, List<HeapSession<V>> victims) {}

  /**
   * Takes in a new session, if there is room.
   *
   * @return also the sessions that are one too many now and are to be ended
   */
  Entry<V> enter(HeapSession<V> session, Instant now) {
    Appraised appraised = appraise(session);
    lock.lock();
    try {
      if (session.peek().isPresent()) {
        place(session, appraised);
        wheel.place(session);
      }
      List<HeapSession<V>> victims = new ArrayList<>();
      if (line(Standing.NEWCOMER).size() > limits.newcomers()) {
        firstOf(Standing.NEWCOMER, Optional.of(session)).map(this::evict).ifPresent(victims::add);
      }
      victims.addAll(makeRoom(Optional.of(session), now));
      boolean admitted = !isTooFull();
      if (!admitted) {
        unlink(session);
        refused++;
      }
      return new Entry<>(admitted, victims);
    } finally {
      lock.unlock();
    }
  }

  /** What a version of a session was found to be worth. */
  private record Appraised(long version, Standing standing, long bytes) {
    /** Whether nobody has looked at a later version meanwhile; under the lock. */
    boolean isOfNow(HeapSession<?> session) {
      return version >= session.appraised;
    }
  }

  /** Not under the lock: looks into values. */
  private Appraised appraise(HeapSession<V> session) {
    return session
        .peek()
        .map(
            now ->
                new Appraised(
                    now.version(), appraisal.standing(now), appraisal.bytes(now.attributes())))
        .orElse(new Appraised(0, Standing.NEWCOMER, 0));
  }

  private void place(HeapSession<V> session, Appraised appraised) {
    if (session.usage.isLinked()) {
      bytes -= session.bytes;
    }
    session.appraised = appraised.version;
    session.standing = appraised.standing;
    session.bytes = appraised.bytes;
    bytes += session.bytes;
    session.usage.moveTo(line(session.standing));
  }

  private List<HeapSession<V>> makeRoom(Optional<HeapSession<V>> entering, Instant now) {
    List<HeapSession<V>> victims = new ArrayList<>();
    while (isTooFull()) {
      Optional<HeapSession<V>> victim = victim(entering, now);
      if (victim.isEmpty()) {
        break;
      }
      victims.add(evict(victim.get()));
    }
    return victims;
  }

  private boolean isTooFull() {
    return size() > limits.sessions() || bytes > limits.bytes();
  }

  private int size() {
    int size = 0;
    for (Chain<V> line : lines.values()) {
      size += line.size();
    }
    return size;
  }

  /** Never the one that enters, or nobody new could come in once all others have returned. */
  private Optional<HeapSession<V>> victim(Optional<HeapSession<V>> entering, Instant now) {
    for (Standing standing : Standing.values()) {
      Optional<HeapSession<V>> first = firstOf(standing, entering);
      if (first.filter(session -> mayGo(session, now)).isPresent()) {
        return first;
      }
    }
    return Optional.empty();
  }

  private boolean mayGo(HeapSession<V> session, Instant now) {
    return session.standing == Standing.NEWCOMER
        || now.toEpochMilli() - session.placedAt >= limits.inUse().toMillis();
  }

  private Optional<HeapSession<V>> firstOf(Standing standing, Optional<HeapSession<V>> but) {
    return line(standing)
        .first()
        .map(link -> link.session)
        .filter(first -> but.filter(first::equals).isEmpty());
  }

  private HeapSession<V> evict(HeapSession<V> victim) {
    unlink(victim);
    evicted.merge(victim.standing, 1L, Long::sum);
    return victim;
  }

  private Chain<V> line(Standing standing) {
    return Objects.requireNonNull(lines.get(standing));
  }

  /** Notes that a session was used, if its place is not fresh anyway. */
  void used(HeapSession<V> session, boolean first, Instant now) {
    long millis = now.toEpochMilli();
    if (!first && millis - session.placedAt < RENEWAL_MILLIS) {
      return;
    }
    Optional<Appraised> fresh = first ? Optional.of(appraise(session)) : Optional.empty();
    lock.lock();
    try {
      session.placedAt = millis;
      if (session.usage.isLinked()) {
        fresh
            .filter(appraised -> appraised.isOfNow(session))
            .ifPresentOrElse(
                appraised -> place(session, appraised),
                () -> session.usage.moveTo(line(session.standing)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Looks again at what a session is worth that was changed. */
  void changed(HeapSession<V> session) {
    Appraised appraised = appraise(session);
    lock.lock();
    try {
      if (session.usage.isLinked() && appraised.isOfNow(session)) {
        session.appraised = appraised.version;
        if (session.standing != appraised.standing || session.bytes != appraised.bytes) {
          place(session, appraised);
        }
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
    if (session.usage.isLinked()) {
      bytes -= session.bytes;
    }
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

  /** Sessions that have to give way because others have grown; the caller ends them. */
  List<HeapSession<V>> tooMany(Instant now) {
    lock.lock();
    try {
      return makeRoom(Optional.empty(), now);
    } finally {
      lock.unlock();
    }
  }

  /** How many sessions there are: asked for whenever there is a new one. */
  long count() {
    lock.lock();
    try {
      return size();
    } finally {
      lock.unlock();
    }
  }

  StoreStatistics statistics() {
    lock.lock();
    try {
      Map<Standing, Long> live = new EnumMap<>(Standing.class);
      lines.forEach((standing, line) -> live.put(standing, (long) line.size()));
      return new StoreStatistics(live, evicted, refused, bytes);
    } finally {
      lock.unlock();
    }
  }
}
