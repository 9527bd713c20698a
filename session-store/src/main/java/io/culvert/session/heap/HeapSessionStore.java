package io.culvert.session.heap;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import io.culvert.session.Standing;
import io.culvert.session.StoreStatistics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps up to a fixed number of sessions in memory, as the objects they are. Never blocks. When it
 * is full a new session displaces another one, of the lowest {@link Standing} there is and of those
 * the one unused for longest; if all that are worth more are in use, it is refused. Its sessions
 * end with it.
 *
 * @param <V> usually {@code Object}; nothing is copied or serialised
 */
public final class HeapSessionStore<V> implements SessionStore<V> {
  private final ConcurrentHashMap<SessionId, HeapSession<V>> sessions = new ConcurrentHashMap<>();
  private final Housekeeping<V> housekeeping;
  private final HeapLimits limits;
  private final Clock clock;
  private volatile boolean closed;

  /**
   * Only the number of sessions is bounded.
   *
   * @param capacity how many sessions at most, 1 or more
   * @param clock the time by which sessions end
   */
  public HeapSessionStore(int capacity, Clock clock) {
    this(HeapLimits.sessions(capacity), Appraisal.none(), clock);
  }

  /**
   * @param limits how much it takes in
   * @param appraisal tells what sessions are worth
   * @param clock the time by which sessions end
   */
  public HeapSessionStore(HeapLimits limits, Appraisal<V> appraisal, Clock clock) {
    this.limits = limits;
    this.housekeeping = new Housekeeping<>(limits, appraisal, clock.instant());
    this.clock = clock;
  }

  @Override
  public CreateResult<V> create(SessionSnapshot<V> session) {
    if (closed) {
      throw closed();
    }
    HeapSession<V> created = new HeapSession<>(session, limits.probation());
    if (sessions.putIfAbsent(session.id(), created) != null) {
      return new CreateResult.Taken<>();
    }
    Housekeeping.Entry<V> entry = housekeeping.enter(created, clock.instant());
    if (closed) {
      // closed since the first look: whoever closed the store may have missed this session, but
      // not those that would have to go for it
      removed(created, HeapSession::end);
      throw closed();
    }
    List<SessionSnapshot<V>> evicted = entry.victims().stream().flatMap(this::evict).toList();
    if (!entry.admitted()) {
      created.end();
      sessions.remove(session.id(), created);
      return new CreateResult.Refused<>(evicted);
    }
    return new CreateResult.Created<>(evicted);
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the session store is closed: no new sessions");
  }

  private Stream<SessionSnapshot<V>> evict(HeapSession<V> victim) {
    return victim.end().stream().peek(last -> sessions.remove(last.id(), victim));
  }

  @Override
  public Optional<SessionSnapshot<V>> find(SessionId id) {
    return held(id).flatMap(session -> session.find(id, clock.instant()));
  }

  @Override
  public SaveResult save(SessionUpdate<V> update) {
    HeapSession<V> session = sessions.get(update.id());
    if (session == null) {
      return new SaveResult.Gone();
    }
    SaveResult result = session.save(update, clock.instant());
    if (result instanceof SaveResult.Saved) {
      housekeeping.changed(session);
    }
    if (result instanceof SaveResult.Saved
        && update.changes().stream().anyMatch(Change.MaxInactive.class::isInstance)) {
      housekeeping.reschedule(session);
    }
    return result;
  }

  @Override
  public boolean touch(SessionId id, Instant lastAccessed) {
    Instant now = clock.instant();
    HeapSession<V> session = sessions.get(id);
    if (session == null) {
      return false;
    }
    HeapSession.Touched touched = session.touch(id, lastAccessed, now);
    if (touched != HeapSession.Touched.NOT) {
      housekeeping.used(session, touched == HeapSession.Touched.FOR_THE_FIRST_TIME, now);
    }
    return touched != HeapSession.Touched.NOT;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The new name is entered first but finds nothing yet, as the session itself still goes by the
   * old one. The moment it doesn't is the moment of change; then the old entry is cleared away.
   */
  @Override
  public boolean rename(SessionId from, SessionId to) {
    HeapSession<V> session = sessions.get(from);
    if (session == null || sessions.putIfAbsent(to, session) != null) {
      return false;
    }
    boolean renamed = session.rename(from, to, clock.instant());
    sessions.remove(renamed ? from : to, session);
    return renamed;
  }

  @Override
  public Optional<SessionSnapshot<V>> delete(SessionId id) {
    return held(id)
        .flatMap(session -> removed(session, ended -> ended.delete(id, clock.instant())));
  }

  @Override
  public List<SessionSnapshot<V>> expire() {
    Instant now = clock.instant();
    return Stream.concat(
            housekeeping.due(now).stream().flatMap(session -> expire(session, now)),
            housekeeping.tooMany(now).stream().flatMap(this::evict))
        .toList();
  }

  private Stream<SessionSnapshot<V>> expire(HeapSession<V> session, Instant now) {
    Optional<SessionSnapshot<V>> expired = removed(session, due -> due.expire(now));
    if (expired.isEmpty()) {
      housekeeping.reschedule(session);
    }
    return expired.stream();
  }

  @Override
  public Set<SessionId> ids() {
    return Set.copyOf(sessions.keySet());
  }

  @Override
  public long count() {
    return housekeeping.count();
  }

  @Override
  public long capacity() {
    return limits.sessions();
  }

  @Override
  public StoreStatistics statistics() {
    return housekeeping.statistics();
  }

  @Override
  public List<SessionSnapshot<V>> shutDown() {
    closed = true;
    return sessions.values().stream()
        .flatMap(session -> removed(session, HeapSession::end).stream())
        .toList();
  }

  private Optional<HeapSession<V>> held(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** Ends a session in one of the ways there are, and forgets it if that worked. */
  private Optional<SessionSnapshot<V>> removed(
      HeapSession<V> session, Function<HeapSession<V>, Optional<SessionSnapshot<V>>> end) {
    Optional<SessionSnapshot<V>> last = end.apply(session);
    last.ifPresent(
        ended -> {
          sessions.remove(ended.id(), session);
          housekeeping.leave(session);
        });
    return last;
  }
}
