package io.culvert.session.heap;

import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
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

  /** Whether its client has ever presented the id; set before the lists learn of it. */
  volatile boolean returned;

  /** When its place in the order of use was last renewed, in milliseconds of the epoch. */
  volatile long placedAt;

  private final AtomicReference<@Nullable SessionSnapshot<V>> state;

  HeapSession(SessionSnapshot<V> session) {
    this.state = new AtomicReference<>(session);
    this.returned = session.times().returned();
    this.placedAt = session.times().idleSince().toEpochMilli();
  }

  /** The session, unless it has ended; over or not. */
  Optional<SessionSnapshot<V>> peek() {
    return Optional.ofNullable(state.get());
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

  boolean touch(SessionId id, Instant lastAccessed, Instant now) {
    while (true) {
      SessionSnapshot<V> before = reachable(id, now);
      if (before == null) {
        return false;
      }
      if (state.compareAndSet(before, before.touched(lastAccessed, now))) {
        return true;
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
      if (before == null || !before.times().isOver(now)) {
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
    boolean found = session != null && session.id().equals(id) && !session.times().isOver(now);
    return found ? session : null;
  }
}
