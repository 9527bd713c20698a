package io.culvert.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A session as it was at one moment.
 *
 * @param id its name at that moment
 * @param version counts the saved updates, from 0; being touched or renamed is none
 * @param times its times
 * @param attributes its attributes; the map never changes, though values may be mutable objects
 * @param <V> what an attribute value is to the store
 */
public record SessionSnapshot<V>(
    SessionId id, long version, SessionTimes times, Map<String, V> attributes) {

  public SessionSnapshot {
    attributes = Map.copyOf(attributes);
  }

  /** An empty session that begins now. */
  public static <V> SessionSnapshot<V> beginning(SessionId id, Instant now, Duration maxInactive) {
    return new SessionSnapshot<>(id, 0, SessionTimes.beginning(now, maxInactive), Map.of());
  }

  /** This session after these changes, in their order, as its next version. */
  public SessionSnapshot<V> after(List<Change<V>> changes) {
    Map<String, V> bound = new HashMap<>(attributes);
    SessionTimes after = times;
    for (Change<V> change : changes) {
      switch (change) {
        case Change.Put<V>(String name, V value) -> bound.put(name, value);
        case Change.Remove<V>(String name) -> bound.remove(name);
        case Change.MaxInactive<V>(Duration interval) -> after = after.withMaxInactive(interval);
      }
    }
    return new SessionSnapshot<>(id, version + 1, after, bound);
  }

  /** This session after its client was heard of; see {@link SessionStore#touch}. */
  public SessionSnapshot<V> touched(Instant lastAccessed, Instant now) {
    return new SessionSnapshot<>(id, version, times.touched(lastAccessed, now), attributes);
  }

  /** This session under another name. */
  public SessionSnapshot<V> renamed(SessionId to) {
    return new SessionSnapshot<>(to, version, times, attributes);
  }

  /** Says nothing about what the session holds: that belongs to its user. */
  @Override
  public String toString() {
    return "session %s version %d with %d attributes".formatted(id, version, attributes.size());
  }
}
