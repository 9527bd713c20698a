package io.culvert.container.session;

import io.culvert.session.SessionStore;
import io.culvert.session.SessionTimes;
import io.culvert.session.StoreStatistics;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import io.undertow.server.session.SessionManagerStatistics;
import java.time.Clock;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts the sessions of one application, since it started. Times are in milliseconds. */
final class Tally implements SessionManagerStatistics {
  private final SessionStore<?> store;
  private final Clock clock;
  private final LongAdder created = new LongAdder();
  private final LongAccumulator highest = new LongAccumulator(Math::max, 0);
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder promised = new LongAdder();
  private final LongAdder invalidated = new LongAdder();
  private final LongAdder strayed = new LongAdder();
  private final LongAdder rerouted = new LongAdder();
  private final LongAdder relayed = new LongAdder();
  private final LongAdder relayFailures = new LongAdder();
  private final LongAdder failedOver = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder lived = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private final long started;

  Tally(SessionStore<?> store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.started = clock.millis();
  }

  void sessionCreated() {
    created.increment();
    highest.accumulate(store.count());
  }

  void sessionEnded(SessionTimes times, SessionDestroyedReason reason) {
    switch (reason) {
      case TIMEOUT -> timedOut.increment();
      case INVALIDATED -> invalidated.increment();
      case UNDEPLOY -> {}
    }
    long life = clock.millis() - times.created().toEpochMilli();
    ended.increment();
    lived.add(life);
    longest.accumulate(life);
  }

  /** A client was given the id of a session that is not stored. */
  void sessionPromised() {
    promised.increment();
  }

  /** A request came with an id that leads to another node. */
  void requestStrayed() {
    strayed.increment();
  }

  /** The client of a session was told to come here from now on. */
  void sessionRerouted() {
    rerouted.increment();
  }

  /** The node of a request that strayed answers it. */
  void requestRelayed() {
    relayed.increment();
  }

  /** It was not reached, or did not answer to the end. */
  void relayFailed() {
    relayFailures.increment();
  }

  /** A client whose node was not reached was given a new session here. */
  void sessionFailedOver() {
    failedOver.increment();
  }

  /** Evicted sessions end as if their time was up, which is all that Undertow's reasons allow. */
  SessionCounts counts(String application, StoreLatencies latencies) {
    StoreStatistics statistics = store.statistics();
    return new SessionCounts(
        application,
        statistics,
        latencies,
        store.capacity(),
        created.sum(),
        promised.sum(),
        Math.max(0, timedOut.sum() - statistics.evictions()),
        invalidated.sum(),
        strayed.sum(),
        rerouted.sum(),
        new SessionCounts.Relays(relayed.sum(), relayFailures.sum(), failedOver.sum()));
  }

  @Override
  public long getCreatedSessionCount() {
    return created.sum();
  }

  /** -1, by Undertow's custom, if there is no limit. */
  @Override
  public long getMaxActiveSessions() {
    return store.capacity() == Long.MAX_VALUE ? -1 : store.capacity();
  }

  @Override
  public long getHighestSessionCount() {
    return highest.get();
  }

  @Override
  public long getActiveSessionCount() {
    return store.count();
  }

  /** Those whose time was up and those that had to give way to others. */
  @Override
  public long getExpiredSessionCount() {
    return timedOut.sum();
  }

  @Override
  public long getRejectedSessions() {
    return store.statistics().refused();
  }

  @Override
  public long getMaxSessionAliveTime() {
    return longest.get();
  }

  @Override
  public long getAverageSessionAliveTime() {
    long count = ended.sum();
    return count == 0 ? 0 : lived.sum() / count;
  }

  @Override
  public long getStartTime() {
    return started;
  }
}
