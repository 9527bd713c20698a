package io.culvert.session.heap;

import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionTimes;
import io.culvert.session.SessionUpdate;
import io.culvert.session.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One session in memory. Its whole state is {@link #state}: a snapshot, or null once it has ended.
 * Every method that changes it is one successful compare-and-set, so it happens entirely or not at
 * all, and a session ends exactly once.
 */
final class HeapSession<V> {
  /** Where it stands in the order of use, and on the timing wheel. */
  final Link<V> usage = new Link<>(this);

  final Link<V> alarm = new Link<>(this);

  /** What it was worth when it was last looked at; guarded by the lock of the housekeeping. */
  Standing standing = Standing.NEWCOMER;

  /** Which version that was; guarded by the lock of the housekeeping. */
  long appraised;

  /** How much room it takes; guarded by the lock of the housekeeping. */
  long bytes;

  /** When its place in the order of use was last renewed, in milliseconds of the epoch. */
  volatile long placedAt;

  private final Duration probation;
  private final AtomicReference<@Nullable SessionSnapshot<V>> state;

  /**
   * @param probation how long it lives if its client never comes back
   */
  HeapSession(SessionSnapshot<V> session, Duration probation) {
    this.state = new AtomicReference<>(session);
    this.probation = probation;
    this.placedAt = session.times().idleSince().toEpochMilli();
  }

  /** The session, unless it has ended; over or not. */
  Optional<SessionSnapshot<V>> peek() {
    return Optional.ofNullable(state.get());
  }

  /** When it is over if nothing is heard of its client; empty if never, or if it has ended. */
  Optional<Instant> due() {
    return peek().flatMap(this::end);
  }

  private Optional<Instant> end(SessionSnapshot<V> session) {
    SessionTimes times = session.times();
    if (times.returned()) {
      return times.end();
    }
    Instant onProbation = times.created().plus(probation);
    return Optional.of(times.end().filter(onProbation::isAfter).orElse(onProbation));
  }

  private boolean isOver(SessionSnapshot<V> session, Instant now) {
    return end(session).filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The session if it goes by that name now and is not over. */
  Optional<SessionSnapshot<V>> find(SessionId id, Instant now) {
    return Optional.ofNullable(reachable(id, now));
  }

  SaveResult save(SessionUpdate<V> update, Instant now) {
    while (true) {
      SessionSnapshot<V> before = reachable(update.id(), now);
      if (before == null) {
        return new SaveResult.Gone();
      }
      if (!update.fits(before.version())) {
        return new SaveResult.Conflict(before.version());
      }
      SessionSnapshot<V> after = before.after(update.changes());
      if (state.compareAndSet(before, after)) {
        return new SaveResult.Saved(after.version());
      }
    }
  }

  /** What came of news of a client. */
  enum Touched {
    NOT,
    FOR_THE_FIRST_TIME,
    AGAIN
  }

  Touched touch(SessionId id, Instant lastAccessed, Instant now) {
    while (true) {
      SessionSnapshot<V> before = reachable(id, now);
      if (before == null) {
        return Touched.NOT;
      }
      if (state.compareAndSet(before, before.touched(lastAccessed, now))) {
        return before.times().returned() ? Touched.AGAIN : Touched.FOR_THE_FIRST_TIME;
      }
    }
  }

  boolean rename(SessionId from, SessionId to, Instant now) {
    while (true) {
      SessionSnapshot<V> before = reachable(from, now);
      if (before == null) {
        return false;
      }
      if (state.compareAndSet(before, before.renamed(to))) {
        return true;
      }
    }
  }

  /** Ends the session if it goes by that name now and is not over. */
  Optional<SessionSnapshot<V>> delete(SessionId id, Instant now) {
    while (true) {
      SessionSnapshot<V> before = reachable(id, now);
      if (before == null || state.compareAndSet(before, null)) {
        return Optional.ofNullable(before);
      }
    }
  }

  /** Ends the session if its time is up; a client who comes in this moment saves it. */
  Optional<SessionSnapshot<V>> expire(Instant now) {
    while (true) {
      SessionSnapshot<V> before = state.get();
      if (before == null || !isOver(before, now)) {
        return Optional.empty();
      }
      if (state.compareAndSet(before, null)) {
        return Optional.of(before);
      }
    }
  }

  /** Ends the session whatever its name and time. */
  Optional<SessionSnapshot<V>> end() {
    return Optional.ofNullable(state.getAndSet(null));
  }

  private @Nullable SessionSnapshot<V> reachable(SessionId id, Instant now) {
    SessionSnapshot<V> session = state.get();
    boolean found = session != null && session.id().equals(id) && !isOver(session, now);
    return found ? session : null;
  }
}
