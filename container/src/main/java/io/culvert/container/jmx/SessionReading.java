package io.culvert.container.jmx;

import io.culvert.container.session.SessionView;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One session, without anything that lets one take it over, and without what it holds.
 *
 * @param key what it goes by; its id cannot be found out from it
 * @param created when it began, by ISO 8601 in UTC
 * @param lastAccessed when its last request came
 * @param maxInactiveSeconds how long it may be idle; zero or less for ever
 * @param standing what it is worth when there is no room for all
 * @param bytes about how much its attributes take
 * @param attributes their names, each with about how many bytes it took when it was bound
 */
public record SessionReading(
    String key,
    String created,
    String lastAccessed,
    long maxInactiveSeconds,
    String standing,
    long bytes,
    SortedMap<String, Long> attributes) {
  public SessionReading {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  static SessionReading of(SessionView view) {
    return new SessionReading(
        view.key(),
        view.created().toString(),
        view.lastAccessed().toString(),
        view.maxInactive().toSeconds(),
        view.standing().name(),
        view.attributes().values().stream().mapToLong(Long::longValue).sum(),
        new TreeMap<>(view.attributes()));
  }
}
