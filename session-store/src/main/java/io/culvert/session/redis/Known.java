package io.culvert.session.redis;

import io.culvert.session.Change;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionTimes;
import io.culvert.session.ValueBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a session.
 *
 * @param session the session, as far as it is known
 * @param mark of the last change that is known
 * @param marks of the changes that bound its attributes; those without one can't be written and are
 *     here alone
 * @param asked when Redis confirmed that it is so
 * @param told since when the session is idle, as Redis knows it
 */
record Known<V>(
    SessionSnapshot<V> session,
    String mark,
    Map<String, String> marks,
    Instant asked,
    Instant told) {
  /** That a client is heard of is told Redis only if it comes so long after what Redis knows. */
  private static final Duration COARSE = Duration.ofSeconds(20);

  /** Or after this part of the time it may be idle. */
  private static final int PARTS = 20;

  Known {
    marks = Map.copyOf(marks);
  }

  /** A session that was just stored. */
  static <V> Known<V> created(SessionSnapshot<V> session, String mark, Map<String, byte[]> stored) {
    Map<String, String> marks = new HashMap<>();
    stored.keySet().forEach(name -> marks.put(name, mark));
    Instant now = session.times().idleSince();
    return new Known<>(session, mark, marks, now, now);
  }

  /** What Redis says; values that are known already stay the objects they are. */
  static <V> Known<V> read(
      SessionId id,
      StoredSession stored,
      @Nullable Known<V> before,
      ValueBytes<V> values,
      Instant now) {
    SessionTimes times = stored.times();
    if (before != null) {
      times = later(times, before.session.times());
    }
    Map<String, V> attributes = new HashMap<>();
    Map<String, String> marks = new HashMap<>();
    if (before != null && before.mark.equals(stored.mark())) {
      attributes.putAll(before.session.attributes());
      marks.putAll(before.marks);
    } else {
      if (before != null) {
        attributes.putAll(before.unwritable());
      }
      stored
          .attributes()
          .forEach(
              (name, value) -> {
                attributes.put(name, value(name, value, before, values));
                marks.put(name, value.mark());
              });
    }
    return new Known<>(
        new SessionSnapshot<>(id, stored.version(), times, attributes),
        stored.mark(),
        marks,
        now,
        stored.times().idleSince());
  }

  private static <V> V value(
      String name,
      StoredSession.StoredValue stored,
      @Nullable Known<V> before,
      ValueBytes<V> values) {
    V known = before == null ? null : before.session.attributes().get(name);
    boolean same = before != null && known != null && stored.mark().equals(before.marks.get(name));
    return same && known != null ? known : values.value(stored.bytes());
  }

  private Map<String, V> unwritable() {
    Map<String, V> here = new HashMap<>(session.attributes());
    here.keySet().removeAll(marks.keySet());
    return here;
  }

  /** Requests that were short have not told Redis of their end. */
  private static SessionTimes later(SessionTimes stored, SessionTimes here) {
    return new SessionTimes(
        stored.created(),
        later(stored.lastAccessed(), here.lastAccessed()),
        later(stored.idleSince(), here.idleSince()),
        stored.maxInactive(),
        stored.returned() || here.returned());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** After changes that were made. */
  Known<V> after(List<Change<V>> changes, String change, Map<String, byte[]> written) {
    SessionSnapshot<V> after = session.after(changes);
    Map<String, String> now = new HashMap<>(marks);
    changes.forEach(
        each -> {
          switch (each) {
            case Change.Put<V>(String name, _) -> now.remove(name);
            case Change.Remove<V>(String name) -> now.remove(name);
            case Change.MaxInactive<V> _ -> {}
          }
        });
    written.keySet().forEach(name -> now.put(name, change));
    return new Known<>(after, change, now, asked, told);
  }

  Known<V> touched(Instant lastAccessed, Instant now, boolean isTold) {
    return new Known<>(session.touched(lastAccessed, now), mark, marks, asked, isTold ? now : told);
  }

  Known<V> renamed(SessionId to, String change) {
    return new Known<>(session.renamed(to), change, marks, asked, told);
  }

  /** It is out of date, as one has heard. */
  Known<V> doubtful() {
    return new Known<>(session, mark, marks, Instant.MIN, told);
  }

  /** Whether Redis has confirmed it so short a time ago that one need not ask again. */
  boolean isFresh(Instant now, Duration trust) {
    return asked.isAfter(now.minus(trust)) && !session.times().isOver(now);
  }

  /** Whether Redis can do without being told that the client is heard of now. */
  boolean needsNotTell(Instant now) {
    return session.times().returned()
        && told.plus(coarse()).isAfter(now)
        && !session.times().isOver(now);
  }

  /** Less for sessions that end soon: by as much Redis may believe them idle for too long. */
  private Duration coarse() {
    Duration part = session.times().maxInactive().dividedBy(PARTS);
    return part.isPositive() && part.compareTo(COARSE) < 0 ? part : COARSE;
  }
}
