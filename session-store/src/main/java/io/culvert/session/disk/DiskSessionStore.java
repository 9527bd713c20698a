package io.culvert.session.disk;

import io.culvert.session.Appraisal;
import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import io.culvert.session.StoreStatistics;
import io.culvert.session.ValueBytes;
import io.culvert.session.heap.HeapLimits;
import io.culvert.session.heap.HeapSessionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in memory and a copy of each on disk. What {@link #flush} has returned for is
 * there after a crash, of the process or of the machine. Bounded like the store in memory. If the
 * disk fails, it goes on as a store in memory.
 *
 * @param <V> what an attribute value is to the store
 */
public final class DiskSessionStore<V> implements SessionStore<V> {
  /** That a client was heard of is written down no more often than this. */
  private static final Duration COARSE = Duration.ofSeconds(20);

  private final HeapSessionStore<V> memory;
  private final SessionFile file;
  private final ValueBytes<V> values;

  /**
   * The records in the file. A record is put here and asked of the file in one step, so for each
   * session both are in the same order.
   */
  private final Map<SessionId, Written<V>> written = new ConcurrentHashMap<>();

  /**
   * A record of a session.
   *
   * @param session what it was made of, to see what has changed since
   * @param change the change of the file after which this version of it is safe
   */
  private record Written<V>(SessionSnapshot<V> session, long change) {
    boolean lacks(SessionSnapshot<V> now) {
      return session.version() != now.version() || isStale(now);
    }

    private boolean isStale(SessionSnapshot<V> now) {
      return now.times().idleSince().isAfter(session.times().idleSince().plus(COARSE));
    }

    boolean isNewerThan(SessionSnapshot<V> now) {
      return session.version() > now.version();
    }
  }

  private DiskSessionStore(HeapSessionStore<V> memory, SessionFile file, ValueBytes<V> values) {
    this.memory = memory;
    this.file = file;
    this.values = values;
  }

  /**
   * Opens a file, with the sessions that are in it.
   *
   * @param limits how much it takes in
   * @param appraisal tells what sessions are worth
   * @param clock the time by which sessions end
   * @throws IOException if the file can't be used; the message is for the operator
   */
  public static <V> DiskSessionStore<V> open(
      Path file, ValueBytes<V> values, HeapLimits limits, Appraisal<V> appraisal, Clock clock)
      throws IOException {
    SessionFile.Opened opened = SessionFile.open(file);
    DiskSessionStore<V> store =
        new DiskSessionStore<>(
            new HeapSessionStore<>(limits, appraisal, clock), opened.file(), values);
    opened.sessions().forEach(session -> store.restore(session, clock.instant()));
    return store;
  }

  private void restore(SessionSnapshot<byte[]> session, Instant now) {
    Map<String, V> attributes = new HashMap<>();
    session.attributes().forEach((name, bytes) -> attributes.put(name, values.value(bytes)));
    SessionSnapshot<V> restored =
        new SessionSnapshot<>(session.id(), session.version(), session.times(), attributes);
    if (session.times().isOver(now)
        || !(memory.create(restored) instanceof CreateResult.Created<V>(var evicted))) {
      file.remove(session.id());
      return;
    }
    written.put(session.id(), new Written<>(restored, 0));
    forget(evicted);
  }

  @Override
  public CreateResult<V> create(SessionSnapshot<V> session) {
    CreateResult<V> result = memory.create(session);
    switch (result) {
      case CreateResult.Created<V>(var evicted) -> forget(evicted);
      case CreateResult.Refused<V>(var evicted) -> forget(evicted);
      case CreateResult.Taken<V> _ -> {}
    }
    return result;
  }

  @Override
  public Optional<SessionSnapshot<V>> find(SessionId id) {
    return memory.find(id);
  }

  @Override
  public SaveResult save(SessionUpdate<V> update) {
    return memory.save(update);
  }

  @Override
  public boolean touch(SessionId id, Instant lastAccessed) {
    return memory.touch(id, lastAccessed);
  }

  /** Nobody finds the session by its old name after a crash either, once this has returned. */
  @Override
  public boolean rename(SessionId from, SessionId to) {
    if (!memory.rename(from, to)) {
      return false;
    }
    Written<V> before = written.remove(from);
    if (before != null) {
      rename(before.session(), to);
      file.await();
    }
    return true;
  }

  private void rename(SessionSnapshot<V> before, SessionId to) {
    written.compute(to, (_, latest) -> renamed(before, to, latest));
  }

  /** Another request may have written the session by its new name already, or ended it. */
  private @Nullable Written<V> renamed(
      SessionSnapshot<V> before, SessionId to, @Nullable Written<V> latest) {
    if (latest != null || memory.find(to).isEmpty()) {
      file.remove(before.id());
      return latest;
    }
    return new Written<>(before.renamed(to), file.rename(before.id(), to));
  }

  /** Nobody finds the session after a crash either, once this has returned. */
  @Override
  public Optional<SessionSnapshot<V>> delete(SessionId id) {
    Optional<SessionSnapshot<V>> deleted = memory.delete(id);
    if (deleted.isPresent() && forget(id)) {
      file.await();
    }
    return deleted;
  }

  private void forget(List<SessionSnapshot<V>> ended) {
    ended.forEach(session -> forget(session.id()));
  }

  /**
   * Waits for whoever is about to write it.
   *
   * @return whether there was a record
   */
  private boolean forget(SessionId id) {
    AtomicBoolean was = new AtomicBoolean();
    written.computeIfPresent(
        id,
        (_, _) -> {
          file.remove(id);
          was.set(true);
          return null;
        });
    return was.get();
  }

  @Override
  public boolean keepsCopies() {
    return true;
  }

  @Override
  public void flush(SessionId id) {
    memory
        .find(id)
        .flatMap(now -> upToDate(written.get(id), now))
        .ifPresent(record -> file.await(record.change()));
  }

  /** The record of a session as it is now; empty if it has ended meanwhile. */
  private Optional<Written<V>> upToDate(@Nullable Written<V> before, SessionSnapshot<V> now) {
    return before == null || before.lacks(now)
        ? write(now, () -> memory.find(now.id()).isPresent())
        : Optional.of(before);
  }

  /**
   * Writes a session, one thread at a time: the later one sees what the earlier has written.
   *
   * @param lives whether the session is to be written still; who ends it waits for the record
   * @return its record; empty if there is none and is to be none
   */
  private Optional<Written<V>> write(SessionSnapshot<V> now, BooleanSupplier lives) {
    return Optional.ofNullable(
        written.compute(
            now.id(),
            (_, latest) ->
                !lives.getAsBoolean() || (latest != null && latest.isNewerThan(now))
                    ? latest
                    : put(now, latest)));
  }

  /** What is unchanged since it was written is not turned into bytes again. */
  @SuppressWarnings("ReferenceEquality") // an equal value is another one
  private Written<V> put(SessionSnapshot<V> now, @Nullable Written<V> latest) {
    Map<String, V> old = latest == null ? Map.of() : latest.session().attributes();
    Map<String, byte[]> changed = new HashMap<>();
    Set<String> unchanged = new HashSet<>();
    now.attributes()
        .forEach(
            (name, value) -> {
              if (old.get(name) == value) {
                unchanged.add(name);
              } else {
                values.bytes(now.id(), name, value).ifPresent(coded -> changed.put(name, coded));
              }
            });
    long change =
        file.put(new SessionSnapshot<>(now.id(), now.version(), now.times(), changed), unchanged);
    if (latest != null && latest.session().version() == now.version()) {
      // that a client was heard of, and nothing else, is not waited for
      return new Written<>(now, latest.change());
    }
    return new Written<>(now, change);
  }

  @Override
  public List<SessionSnapshot<V>> expire() {
    List<SessionSnapshot<V>> ended = memory.expire();
    forget(ended);
    file.tidy();
    return ended;
  }

  @Override
  public Set<SessionId> ids() {
    return memory.ids();
  }

  @Override
  public long count() {
    return memory.count();
  }

  @Override
  public StoreStatistics statistics() {
    return memory.statistics();
  }

  @Override
  public long capacity() {
    return memory.capacity();
  }

  /** Sessions stay on disk, so none of them ends. */
  @Override
  public List<SessionSnapshot<V>> shutDown() {
    memory.shutDown().forEach(last -> write(last, () -> true));
    file.close();
    return List.of();
  }
}
