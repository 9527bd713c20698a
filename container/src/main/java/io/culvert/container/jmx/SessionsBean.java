package io.culvert.container.jmx;

import io.culvert.connector.monitor.Latency;
import io.culvert.container.session.SessionAdministration;
import io.culvert.container.session.SessionCounts;
import io.culvert.session.RemoteStatistics;
import io.culvert.session.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The sessions of one application.
 *
 * @param name for operators
 * @param application the name they are kept by
 */
record SessionsBean(String name, String application, SessionAdministration sessions)
    implements SessionsMXBean {
  /** Of one page. */
  private static final int MOST = 1000;

  private static final RemoteStatistics NOT_REMOTE = new RemoteStatistics(0, 0, 0, false, 0);

  /** Clients lack the store's own exceptions, and refuse to read what they do not know. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailableException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }

  private SessionCounts counts() {
    return asked(() -> sessions.counts(application))
        .orElseThrow(() -> new IllegalStateException("no sessions are kept for " + name));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public long getLive() {
    return counts().store().sessions();
  }

  @Override
  public SortedMap<String, Long> getLiveByStanding() {
    return named(counts().store().live());
  }

  @Override
  public long getMax() {
    long capacity = counts().capacity();
    return capacity == Long.MAX_VALUE ? -1 : capacity;
  }

  @Override
  public long getBytes() {
    return counts().store().bytes();
  }

  @Override
  public long getCreated() {
    return counts().created();
  }

  @Override
  public long getPromised() {
    return counts().promised();
  }

  @Override
  public long getExpired() {
    return counts().expired();
  }

  @Override
  public long getInvalidated() {
    return counts().invalidated();
  }

  @Override
  public long getEvicted() {
    return counts().store().evictions();
  }

  @Override
  public SortedMap<String, Long> getEvictedByStanding() {
    return named(counts().store().evicted());
  }

  @Override
  public long getRefused() {
    return counts().store().refused();
  }

  @Override
  public long getStrayed() {
    return counts().strayed();
  }

  @Override
  public long getRerouted() {
    return counts().rerouted();
  }

  @Override
  public long getRelayed() {
    return counts().relays().answered();
  }

  @Override
  public long getRelayFailures() {
    return counts().relays().failed();
  }

  @Override
  public long getFailedOver() {
    return counts().relays().failedOver();
  }

  @Override
  public SortedMap<String, Latency> getStoreLatencyLastMinute() {
    return named(counts().latencies().lastMinute());
  }

  @Override
  public SortedMap<String, Latency> getStoreLatency() {
    return named(counts().latencies().sinceStart());
  }

  /** All zero for a store that asks nobody. */
  private RemoteStatistics remote() {
    return counts().store().remote().orElse(NOT_REMOTE);
  }

  @Override
  public long getNearCacheHits() {
    return remote().hits();
  }

  @Override
  public long getNearCacheConfirmed() {
    return remote().confirmed();
  }

  @Override
  public long getNearCacheMisses() {
    return remote().misses();
  }

  @Override
  public boolean isStoreAway() {
    return remote().away();
  }

  @Override
  public long getStoreBacklog() {
    return remote().backlog();
  }

  private static <V> SortedMap<String, V> named(Map<? extends Enum<?>, V> values) {
    SortedMap<String, V> named = new TreeMap<>();
    values.forEach((key, value) -> named.put(key.name(), value));
    return named;
  }

  @Override
  public List<SessionReading> list(String after, String most) {
    int atMost = number(most);
    return asked(() -> sessions.list(application, after, atMost)).stream()
        .map(SessionReading::of)
        .toList();
  }

  private static int number(String most) {
    int number = most.matches("[0-9]{1,4}") ? Integer.parseInt(most) : 0;
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(
          "'%s' sessions cannot be listed at once: 1 to %d can".formatted(most, MOST));
    }
    return number;
  }

  @Override
  public SessionReading inspect(String key) {
    return asked(() -> sessions.inspect(application, key))
        .map(SessionReading::of)
        .orElseThrow(() -> new IllegalArgumentException(absence(key)));
  }

  private String absence(String key) {
    return "%s has no session with the key '%s'".formatted(name, key);
  }

  @Override
  public Answer invalidate(String key) {
    return asked(() -> sessions.invalidate(application, key))
        ? new Answer(Answer.Result.DONE, "%s: session %s has ended".formatted(name, key))
        : new Answer(Answer.Result.UNCHANGED, absence(key));
  }
}
