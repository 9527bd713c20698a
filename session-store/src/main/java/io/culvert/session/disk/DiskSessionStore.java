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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in memory and a copy of each on disk. What {@link #flush} has returned for is
 * there after a crash, of the process or of the machine. Bounded like the store in memory.
 *
 * @param <V> what an attribute value is to the store
 */
public final class DiskSessionStore<V> implements SessionStore<V> {
  /** That a client was heard of is written down no more often than this. */
  private static final Duration COARSE = Duration.ofSeconds(20);

  private final HeapSessionStore<V> memory;
  private final SessionFile file;
  private final ValueBytes<V> values;

  /** What the records in the file were made of, to see what has changed since. */
  private final Map<SessionId, SessionSnapshot<V>> written = new ConcurrentHashMap<>();

  private final AtomicBoolean closed = new AtomicBoolean();

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
    DiskSessionStore<V> store =
        new DiskSessionStore<>(
            new HeapSessionStore<>(limits, appraisal, clock), SessionFile.open(file), values);
    store.file.all().forEach(session -> store.restore(session, clock.instant()));
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
    written.put(session.id(), restored);
    evicted.forEach(this::forget);
  }

  @Override
  public CreateResult<V> create(SessionSnapshot<V> session) {
    CreateResult<V> result = memory.create(session);
    switch (result) {
      case CreateResult.Created<V>(var evicted) -> evicted.forEach(this::forget);
      case CreateResult.Refused<V>(var evicted) -> evicted.forEach(this::forget);
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
    SessionSnapshot<V> before = written.remove(from);
    if (before != null) {
      file.find(from).ifPresent(record -> file.replace(from, record.renamed(to)));
      written.put(to, before.renamed(to));
      file.await();
    }
    return true;
  }

  /** Nobody finds the session after a crash either, once this has returned. */
  @Override
  public Optional<SessionSnapshot<V>> delete(SessionId id) {
    Optional<SessionSnapshot<V>> deleted = memory.delete(id);
    if (deleted.isPresent() && written.containsKey(id)) {
      forget(deleted.get());
      file.await();
    }
    return deleted;
  }

  private void forget(SessionSnapshot<V> ended) {
    if (written.remove(ended.id()) != null) {
      file.remove(ended.id());
    }
  }

  @Override
  public boolean keepsCopies() {
    return true;
  }

  @Override
  public void flush(SessionId id) {
    Optional<SessionSnapshot<V>> now = memory.find(id);
    if (now.isEmpty()) {
      return;
    }
    SessionSnapshot<V> before = written.get(id);
    boolean changed = before == null || before.version() != now.get().version();
    if (before == null || changed || isStale(before, now.get())) {
      write(id, now.get());
    }
    if (changed) {
      file.await();
    }
  }

  private boolean isStale(SessionSnapshot<V> before, SessionSnapshot<V> now) {
    return now.times().idleSince().isAfter(before.times().idleSince().plus(COARSE));
  }

  /** One thread at a time for one session: the later one sees what the earlier has written. */
  private void write(SessionId id, SessionSnapshot<V> now) {
    written.compute(
        id,
        (_, latest) -> {
          if (latest != null && latest.version() > now.version()) {
            return latest;
          }
          put(now, latest);
          return now;
        });
    if (memory.find(id).isEmpty()) {
      // ended meanwhile, and whoever ended it may have come before the record
      forget(now);
    }
  }

  /** What is unchanged since it was written is not turned into bytes again. */
  @SuppressWarnings("ReferenceEquality") // an equal value is another one
  private void put(SessionSnapshot<V> now, @Nullable SessionSnapshot<V> latest) {
    Map<String, byte[]> old =
        latest == null
            ? Map.of()
            : file.find(now.id()).map(SessionSnapshot::attributes).orElse(Map.of());
    Map<String, byte[]> bytes = new HashMap<>();
    now.attributes()
        .forEach(
            (name, value) -> {
              byte[] same = old.get(name);
              if (same != null && latest != null && latest.attributes().get(name) == value) {
                bytes.put(name, same);
              } else {
                values.bytes(now.id(), name, value).ifPresent(coded -> bytes.put(name, coded));
              }
            });
    file.put(new SessionSnapshot<>(now.id(), now.version(), now.times(), bytes));
  }

  @Override
  public List<SessionSnapshot<V>> expire() {
    List<SessionSnapshot<V>> ended = memory.expire();
    ended.forEach(this::forget);
    if (!closed.get()) {
      file.tidy();
    }
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
    for (SessionSnapshot<V> session : memory.shutDown()) {
      put(session, written.get(session.id()));
    }
    if (closed.compareAndSet(false, true)) {
      file.close();
    }
    return List.of();
  }
}
