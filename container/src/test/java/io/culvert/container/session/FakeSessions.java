package io.culvert.container.session;

import io.culvert.connector.monitor.Latency;
import io.culvert.session.RemoteStatistics;
import io.culvert.session.Standing;
import io.culvert.session.StoreStatistics;
import io.culvert.session.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sessions of one application that are nothing but what is said of them. */
public final class FakeSessions implements SessionAdministration {
  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  private static final StoreLatencies LATENCIES =
      new StoreLatencies(
          Map.of(StoreCall.VISIT, new Latency(9, 1000, 2000, 3500, 4000, 5200)),
          Map.of(StoreCall.SAVE, new Latency(7, 1, 2, 3, 4, 5)));

  private final Map<String, SessionView> all = new TreeMap<>();
  private final String application;
  private volatile boolean away;

  /**
   * @param application the name they are kept by
   */
  public FakeSessions(String application) {
    this.application = application;
  }

  /** Adds one of somebody who is logged in. */
  public FakeSessions with(String key, Map<String, Long> attributes) {
    all.put(
        key,
        new SessionView(
            key,
            THEN,
            THEN.plusSeconds(5),
            Duration.ofMinutes(30),
            Standing.AUTHENTICATED,
            attributes));
    return this;
  }

  /** From now on they cannot be asked. */
  public void lose() {
    away = true;
  }

  private Map<String, SessionView> all() {
    if (away) {
      throw new StoreUnavailableException("the store is away");
    }
    return all;
  }

  @Override
  public List<SessionCounts> counts() {
    StoreStatistics statistics =
        new StoreStatistics(
            Map.of(Standing.AUTHENTICATED, (long) all.size()),
            Map.of(Standing.NEWCOMER, 3L, Standing.IDLE, 1L),
            2,
            1000,
            Optional.of(new RemoteStatistics(21, 22, 23, true, 24)));
    return List.of(
        new SessionCounts(
            application,
            statistics,
            LATENCIES,
            Long.MAX_VALUE,
            11,
            12,
            13,
            14,
            15,
            16,
            new SessionCounts.Relays(17, 18, 19)));
  }

  @Override
  public Optional<SessionCounts> counts(String name) {
    return name.equals(application) ? Optional.of(counts().getFirst()) : Optional.empty();
  }

  @Override
  public List<SessionView> list(String name, String after, int most) {
    return all().values().stream()
        .filter(view -> name.equals(application) && view.key().compareTo(after) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public Optional<SessionView> inspect(String name, String key) {
    return name.equals(application) ? Optional.ofNullable(all().get(key)) : Optional.empty();
  }

  @Override
  public boolean invalidate(String name, String key) {
    return name.equals(application) && all().remove(key) != null;
  }
}
