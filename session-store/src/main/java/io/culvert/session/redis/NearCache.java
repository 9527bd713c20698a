package io.culvert.session.redis;

import io.culvert.session.Appraisal;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process knows: those used last, in bounds. It keeps their values as the
 * objects they are, so that requests of one session here see the same ones. Safe for any number of
 * threads; never waits for anybody.
 */
final class NearCache<V> {
  private final int most;
  private final long mostBytes;
  private final Appraisal<V> appraisal;

  /** Guards all below; nothing but looking up and linking happens under it. */
  private final ReentrantLock lock = new ReentrantLock();

  private final LinkedHashMap<SessionId, Entry<V>> sessions = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** Of the sessions that Redis is being asked for, those that were not ended here since. */
  private final Map<SessionId, Asking> asking = new HashMap<>();

  private record Entry<V>(Known<V> known, long size) {}

  /** Some threads that ask for one session. */
  private static final class Asking {
    private int threads;
  }

  NearCache(int most, long mostBytes, Appraisal<V> appraisal) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.appraisal = appraisal;
  }

  @Nullable Known<V> get(SessionId id) {
    lock.lock();
    try {
      Entry<V> entry = sessions.get(id);
      return entry == null ? null : entry.known();
    } finally {
      lock.unlock();
    }
  }

  /** Asks Redis for a session; is given what is known here. */
  interface Question<V> {
    Optional<Known<V>> ask(@Nullable Known<V> before);
  }

  /**
   * Asks, and enters the answer, unless somebody here has entered or ended the session meanwhile.
   *
   * @return what is known now; nothing if that was the answer
   */
  Optional<Known<V>> read(SessionId id, Question<V> question) {
    Asking mine = begin(id);
    try {
      Known<V> before = get(id);
      Optional<Known<V>> read = question.ask(before);
      if (read.isEmpty()) {
        forget(id);
      }
      return read.map(answer -> entered(id, before, mine, answer));
    } finally {
      end(id, mine);
    }
  }

  private Asking begin(SessionId id) {
    lock.lock();
    try {
      Asking mine = asking.computeIfAbsent(id, _ -> new Asking());
      mine.threads++;
      return mine;
    } finally {
      lock.unlock();
    }
  }

  private void end(SessionId id, Asking mine) {
    lock.lock();
    try {
      mine.threads--;
      if (mine.threads == 0) {
        asking.remove(id, mine);
      }
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very one, not one that looks the same
  private Known<V> entered(SessionId id, @Nullable Known<V> before, Asking mine, Known<V> read) {
    return change(
        id,
        now -> {
          boolean same = now == before && asking.get(id) == mine;
          if (same || (now != null && isOlder(now, read))) {
            return read;
          }
          // or it has been ended or renamed here, and must not come back
          return now;
        },
        read);
  }

  private boolean isOlder(Known<V> now, Known<V> read) {
    return now.session().version() < read.session().version();
  }

  /** Replaces what is known of a session, if anything is. */
  void update(SessionId id, UnaryOperator<Known<V>> change) {
    Known<V> now = get(id);
    if (now != null) {
      change(id, latest -> latest == null ? null : change.apply(latest), now);
    }
  }

  void put(SessionId id, Known<V> known) {
    change(id, _ -> known, known);
  }

  private interface Step<V> {
    @Nullable Known<V> from(@Nullable Known<V> now);
  }

  private Known<V> change(SessionId id, Step<V> step, Known<V> otherwise) {
    lock.lock();
    try {
      Known<V> after = step.from(get(id));
      drop(id);
      if (after == null) {
        return otherwise;
      }
      long size = appraisal.bytes(after.session().attributes());
      sessions.put(id, new Entry<>(after, size));
      bytes += size;
      return after;
    } finally {
      lock.unlock();
    }
  }

  /** Makes room. */
  void trim() {
    lock.lock();
    try {
      Iterator<Map.Entry<SessionId, Entry<V>>> oldest = sessions.entrySet().iterator();
      while (oldest.hasNext() && (sessions.size() > most || bytes > mostBytes)) {
        bytes -= oldest.next().getValue().size();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  @Nullable Known<V> forget(SessionId id) {
    lock.lock();
    try {
      asking.remove(id);
      return drop(id);
    } finally {
      lock.unlock();
    }
  }

  /** To be called with the lock. */
  private @Nullable Known<V> drop(SessionId id) {
    Entry<V> gone = sessions.remove(id);
    if (gone == null) {
      return null;
    }
    bytes -= gone.size();
    return gone.known();
  }

  List<SessionSnapshot<V>> sessions() {
    lock.lock();
    try {
      List<SessionSnapshot<V>> all = new ArrayList<>();
      sessions.values().forEach(entry -> all.add(entry.known().session()));
      return all;
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      sessions.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }
}
