package io.culvert.session.redis;

import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in for Redis while it is away: with the sessions this process knows, and a backlog of what
 * is done to them. To be used within {@link Backlog#whileOpen} only, so one thread at a time.
 */
final class Meanwhile<V> {
  private final Calls calls;
  private final NearCache<V> near;
  private final Backlog backlog;

  /** Names that found a session when Redis was there, and do so no more. */
  private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();

  Meanwhile(Calls calls, NearCache<V> near, Backlog backlog) {
    this.calls = calls;
    this.near = near;
    this.backlog = backlog;
  }

  CreateResult<V> create(
      SessionSnapshot<V> session, Map<String, byte[]> written, String mark, Instant now) {
    if (near.get(session.id()) != null) {
      return new CreateResult.Taken<>();
    }
    backlog.add(calls.create(session, written, Room.ENDLESS, mark, now));
    near.put(session.id(), Known.created(session, mark, written));
    return new CreateResult.Created<>(List.of());
  }

  Optional<SessionSnapshot<V>> find(SessionId id, Instant now) {
    return known(id, now).map(Known::session);
  }

  Optional<SessionSnapshot<V>> visit(SessionId id, Instant now) {
    return known(id, now)
        .map(known -> touched(id, known.session().times().lastAccessed(), now).session());
  }

  boolean touch(SessionId id, Instant lastAccessed, Instant now) {
    if (known(id, now).isEmpty()) {
      return false;
    }
    touched(id, lastAccessed, now);
    return true;
  }

  /** Redis must learn of it before the next request: it has counted idle time all along. */
  private Known<V> touched(SessionId id, Instant lastAccessed, Instant now) {
    Known<V> before = known(id, now).orElseThrow();
    boolean noted = !before.needsNotTell(now);
    if (noted) {
      backlog.visited(new Visit(calls, id, before.told(), lastAccessed, now));
    }
    near.update(id, known -> known.touched(lastAccessed, now, noted));
    return known(id, now).orElseThrow();
  }

  SaveResult save(SessionUpdate<V> update, Delta<V> delta, String mark, Instant now) {
    Optional<Known<V>> known = known(update.id(), now);
    if (known.isEmpty()) {
      return new SaveResult.Gone();
    }
    long version = known.get().session().version();
    if (!update.fits(version)) {
      return new SaveResult.Conflict(version);
    }
    backlog.add(calls.save(update.id(), delta, "", mark, now));
    near.update(update.id(), each -> each.after(delta.changes(), mark, delta.bound()));
    return new SaveResult.Saved(version + 1);
  }

  boolean rename(SessionId from, SessionId to, String mark, Instant now) {
    if (known(from, now).isEmpty() || near.get(to) != null) {
      return false;
    }
    backlog.add(calls.rename(from, to, mark, now));
    Known<V> known = near.forget(from);
    if (known != null) {
      near.put(to, known.renamed(to, mark));
    }
    ended.add(from);
    return true;
  }

  Optional<SessionSnapshot<V>> delete(SessionId id, String mark, Instant now) {
    Optional<Known<V>> known = known(id, now);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    backlog.add(calls.delete(id, mark, now));
    near.forget(id);
    ended.add(id);
    return known.map(Known::session);
  }

  /** Redis is back and knows itself which sessions have ended. Any thread may say so. */
  void isOver() {
    ended.clear();
  }

  /**
   * @throws StoreUnavailableException if only Redis could say whether there is such a session
   */
  private Optional<Known<V>> known(SessionId id, Instant now) {
    Known<V> known = near.get(id);
    if (known != null) {
      return Optional.of(known).filter(each -> !each.session().times().isOver(now));
    }
    if (ended.contains(id)) {
      return Optional.empty();
    }
    throw new StoreUnavailableException(
        "Redis is away, and session %s not known here".formatted(id));
  }
}
