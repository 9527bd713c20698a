package io.culvert.session.redis;

import io.culvert.session.Appraisal;
import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionTimes;
import io.culvert.session.SessionUpdate;
import io.culvert.session.StoreStatistics;
import io.culvert.session.StoreUnavailableException;
import io.culvert.session.ValueBytes;
import io.culvert.session.heap.HeapLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in Redis, where all servers with the same prefix find them. Every change is there
 * when a method returns. Waits for Redis, for a bounded time. Times are kept in milliseconds.
 *
 * @param <V> what an attribute value is to the store
 */
public final class RedisSessionStore<V> implements SessionStore<V> {
  /** So long after Redis was asked {@link #find} answers without asking again. */
  private static final Duration TRUST = Duration.ofSeconds(1);

  private final RedisServer redis;
  private final Calls calls;
  private final ValueBytes<V> values;
  private final Clock clock;
  private final NearCache<V> near;
  private final Meanwhile<V> meanwhile;
  private final Census census;
  private final Answered answered;
  private volatile boolean closed;

  /**
   * Counts the sessions that are there already, if Redis answers.
   *
   * @param application the name by which all servers know the application
   * @param limits how much Redis takes in, and how many bytes are kept in mind here
   * @param clock the time by which sessions end; that of all servers must agree within seconds
   */
  public RedisSessionStore(
      RedisServer redis,
      String application,
      ValueBytes<V> values,
      HeapLimits limits,
      Appraisal<V> appraisal,
      Clock clock) {
    this.redis = redis;
    this.calls = Calls.of(redis.settings().prefix(), application, limits);
    this.values = values;
    this.clock = clock;
    this.near = new NearCache<>(redis.settings().near(), limits.bytes(), appraisal);
    this.meanwhile = new Meanwhile<>(calls, near, redis.backlog());
    this.census = new Census(redis, calls);
    this.answered = new Answered(redis);
    census.begin(clock.instant());
  }

  @Override
  public CreateResult<V> create(SessionSnapshot<V> given) {
    if (closed) {
      throw new IllegalStateException("the session store is closed: no new sessions");
    }
    SessionSnapshot<V> session =
        new SessionSnapshot<>(
            given.id(), given.version(), inMillis(given.times()), given.attributes());
    Map<String, byte[]> written = Delta.written(session.id(), session.attributes(), values);
    String mark = Marks.next();
    Instant now = clock.instant();
    return thereOrHere(
        () -> created(session, written, mark, now),
        () -> meanwhile.create(session, written, mark, now));
  }

  private static SessionTimes inMillis(SessionTimes times) {
    return new SessionTimes(
        times.created().truncatedTo(ChronoUnit.MILLIS),
        times.lastAccessed().truncatedTo(ChronoUnit.MILLIS),
        times.idleSince().truncatedTo(ChronoUnit.MILLIS),
        times.maxInactive(),
        times.returned());
  }

  private CreateResult<V> created(
      SessionSnapshot<V> session, Map<String, byte[]> written, String mark, Instant now) {
    Room room = census.room(Calls.bucket(session.id()));
    Answer answer = redis.run(calls.create(session, written, room, mark, now));
    return switch (answer.word()) {
      case "TAKEN" -> new CreateResult.Taken<>();
      case "REFUSED" -> {
        census.refused();
        yield new CreateResult.Refused<>(List.of());
      }
      default -> {
        census.created();
        near.put(session.id(), Known.created(session, mark, written));
        near.trim();
        yield new CreateResult.Created<>(evicted(answer, now));
      }
    };
  }

  private List<SessionSnapshot<V>> evicted(Answer created, Instant now) {
    Optional<SessionId> id = SessionId.parse(created.text(1));
    if (id.isEmpty()) {
      return List.of();
    }
    census.evicted();
    return created.session(2).map(stored -> last(id.get(), stored, now)).stream().toList();
  }

  /** A session that is no more, with the values that were known here as the objects they are. */
  private SessionSnapshot<V> last(SessionId id, StoredSession stored, Instant now) {
    return Known.read(id, stored, near.forget(id), values, now).session();
  }

  @Override
  public Optional<SessionSnapshot<V>> find(SessionId id) {
    Instant now = clock.instant();
    Known<V> known = near.get(id);
    if (closed) {
      return Optional.empty();
    }
    if (known != null && known.isFresh(now, TRUST)) {
      answered.here();
      return Optional.of(known.session());
    }
    return thereOrHere(() -> read(id, false, now), () -> meanwhile.find(id, now));
  }

  @Override
  public Optional<SessionSnapshot<V>> visit(SessionId id) {
    if (closed) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return thereOrHere(() -> read(id, true, now), () -> meanwhile.visit(id, now));
  }

  private Optional<SessionSnapshot<V>> read(SessionId id, boolean visit, Instant now) {
    Optional<Known<V>> known =
        near.read(
            id,
            before -> {
              Optional<StoredSession> stored = asked(id, before, visit, now);
              stored.ifPresent(found -> answered.there(before, found));
              return stored.map(found -> Known.read(id, found, before, values, now));
            });
    near.trim();
    return known.map(Known::session);
  }

  private Optional<StoredSession> asked(
      SessionId id, @Nullable Known<V> before, boolean visit, Instant now) {
    String mark = before == null ? "" : before.mark();
    return redis.run(calls.read(id, mark, visit, now)).session();
  }

  /** What is read for that is not kept in mind, or it would displace the sessions in use. */
  @Override
  public Optional<SessionSnapshot<V>> inspect(SessionId id) {
    if (closed) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return thereOrHere(
        () -> {
          Known<V> known = near.get(id);
          return asked(id, known, false, now)
              .map(stored -> Known.read(id, stored, known, values, now).session());
        },
        () -> meanwhile.find(id, now));
  }

  @Override
  public SaveResult save(SessionUpdate<V> update) {
    if (closed) {
      return new SaveResult.Gone();
    }
    Delta<V> delta = Delta.of(update.id(), update.changes(), values);
    String mark = Marks.next();
    Instant now = clock.instant();
    return thereOrHere(
        () -> saved(update, delta, mark, now), () -> meanwhile.save(update, delta, mark, now));
  }

  private SaveResult saved(SessionUpdate<V> update, Delta<V> delta, String mark, Instant now) {
    SessionId id = update.id();
    OptionalLong version = update.baseVersion();
    String base = version.isPresent() ? Long.toString(version.getAsLong()) : "";
    Answer answer = redis.run(calls.save(id, delta, base, mark, now));
    return switch (answer.word()) {
      case "SAVED" -> {
        near.update(
            id,
            known ->
                known.mark().equals(answer.text(2))
                    ? known.after(delta.changes(), mark, delta.bound())
                    : known.doubtful());
        yield new SaveResult.Saved(Long.parseLong(answer.text(1)));
      }
      case "CONFLICT" -> {
        near.update(id, Known::doubtful);
        yield new SaveResult.Conflict(Long.parseLong(answer.text(1)));
      }
      default -> {
        near.forget(id);
        yield new SaveResult.Gone();
      }
    };
  }

  @Override
  public boolean touch(SessionId id, Instant lastAccessed) {
    if (closed) {
      return false;
    }
    Instant now = clock.instant();
    Known<V> known = near.get(id);
    if (known != null && known.needsNotTell(now)) {
      near.update(id, each -> each.touched(lastAccessed, now, false));
      return true;
    }
    return thereOrHere(
        () -> touched(id, lastAccessed, now), () -> meanwhile.touch(id, lastAccessed, now));
  }

  private boolean touched(SessionId id, Instant lastAccessed, Instant now) {
    boolean found = redis.run(calls.touch(id, now, lastAccessed, now)).isYes();
    if (found) {
      near.update(id, known -> known.touched(lastAccessed, now, true));
    } else {
      near.forget(id);
    }
    return found;
  }

  @Override
  public boolean canFollow(SessionId from, SessionId to) {
    return Calls.bucket(from) == Calls.bucket(to);
  }

  @Override
  public boolean rename(SessionId from, SessionId to) {
    if (!canFollow(from, to)) {
      throw new IllegalArgumentException("session %s can't be given that name".formatted(from));
    }
    if (closed) {
      return false;
    }
    String mark = Marks.next();
    Instant now = clock.instant();
    return thereOrHere(
        () -> renamed(from, to, mark, now), () -> meanwhile.rename(from, to, mark, now));
  }

  private boolean renamed(SessionId from, SessionId to, String mark, Instant now) {
    boolean done = redis.run(calls.rename(from, to, mark, now)).isYes();
    Known<V> known = done ? near.forget(from) : null;
    if (known != null) {
      near.put(to, known.renamed(to, mark));
    }
    return done;
  }

  @Override
  public boolean keepsCopies() {
    return true;
  }

  @Override
  public Optional<SessionSnapshot<V>> delete(SessionId id) {
    if (closed) {
      return Optional.empty();
    }
    String mark = Marks.next();
    Instant now = clock.instant();
    return thereOrHere(() -> deleted(id, mark, now), () -> meanwhile.delete(id, mark, now));
  }

  private Optional<SessionSnapshot<V>> deleted(SessionId id, String mark, Instant now) {
    Optional<StoredSession> stored = redis.run(calls.delete(id, mark, now)).session();
    stored.ifPresent(_ -> census.ended());
    Optional<SessionSnapshot<V>> deleted = stored.map(each -> last(id, each, now));
    near.forget(id);
    return deleted;
  }

  /** Does a thing in Redis, or here if Redis is away and changes are to be remembered. */
  private <T> T thereOrHere(Supplier<T> there, Supplier<T> here) {
    try {
      return there.get();
    } catch (StoreUnavailableException e) {
      if (redis.settings().whenDown() == RedisSettings.WhenDown.REFUSE) {
        throw e;
      }
      // unless it is back since
      return redis.backlog().whileOpen(here).orElseGet(there);
    }
  }

  /** Of the servers that share the sessions each is collected by one. */
  @Override
  public List<SessionSnapshot<V>> expire() {
    List<SessionSnapshot<V>> ended = new ArrayList<>();
    if (closed || !redis.isSettled()) {
      return ended;
    }
    Instant now = clock.instant();
    try {
      for (SessionId id : census.due(now)) {
        redis
            .run(calls.collect(id, Marks.next(), now))
            .session()
            .ifPresent(stored -> ended.add(last(id, stored, now)));
      }
    } catch (StoreUnavailableException _) {
      // said in the log already; the others are collected when Redis is back
      return ended;
    }
    meanwhile.isOver();
    ended.forEach(_ -> census.ended());
    return ended;
  }

  @Override
  public Stream<SessionSnapshot<V>> held() {
    return near.sessions().stream();
  }

  @Override
  public Set<SessionId> ids() {
    return closed ? Set.of() : Set.copyOf(census.all());
  }

  /** As of the last {@link #expire}, and what has happened here since. */
  @Override
  public long count() {
    return closed ? 0 : census.count();
  }

  @Override
  public long capacity() {
    return calls.limits().sessions();
  }

  /** The bytes are those that are kept in mind here. */
  @Override
  public StoreStatistics statistics() {
    return census.statistics(near.bytes(), answered.statistics());
  }

  /** Sessions stay in Redis, so none of them ends. */
  @Override
  public List<SessionSnapshot<V>> shutDown() {
    closed = true;
    near.clear();
    return List.of();
  }
}
