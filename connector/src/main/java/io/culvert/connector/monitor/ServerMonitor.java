package io.culvert.connector.monitor;

import io.culvert.connector.connection.ConnectionEvents;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The monitors of all listeners of a server, and what they come to together. */
public final class ServerMonitor implements Monitor, AutoCloseable {
  private final List<ListenerMonitor> listeners;
  private final ListenerMonitor rest;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("culvert-monitor").factory());

  private ServerMonitor(List<String> names, ConnectionEvents next) {
    long now = System.nanoTime();
    this.listeners = names.stream().map(name -> new ListenerMonitor(name, next, now)).toList();
    this.rest = new ListenerMonitor("no listener", next, now);
    var _ = clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Begins to count, and to look at the counters once a second.
   *
   * @param names of the listeners
   * @param next told of everything, too
   */
  public static ServerMonitor start(List<String> names, ConnectionEvents next) {
    return new ServerMonitor(names, next);
  }

  private void tick() {
    try {
      long now = System.nanoTime();
      listeners.forEach(listener -> listener.tick(now));
    } catch (RuntimeException | Error e) {
      // as when memory has run out: told, because it would end the clock in silence
      rest.loopFailed(e);
    }
  }

  /** In the order of their names at the start. */
  public List<ListenerMonitor> listeners() {
    return listeners;
  }

  /** Counts what belongs to no listener. */
  public ConnectionEvents rest() {
    return rest;
  }

  @Override
  public Counts counts() {
    return listeners.stream().map(Monitor::counts).reduce(rest.counts(), Counts::plus);
  }

  @Override
  public long openConnections() {
    return listeners.stream().mapToLong(Monitor::openConnections).sum();
  }

  @Override
  public long runningRequests() {
    return listeners.stream().mapToLong(Monitor::runningRequests).sum();
  }

  @Override
  public SortedMap<Integer, Long> refusals() {
    SortedMap<Integer, Long> sums = new TreeMap<>();
    listeners.forEach(
        listener ->
            listener.refusals().forEach((status, count) -> sums.merge(status, count, Long::sum)));
    return sums;
  }

  @Override
  public double requestsPerSecond(int seconds) {
    return listeners.stream().mapToDouble(listener -> listener.requestsPerSecond(seconds)).sum();
  }

  @Override
  public Latency latencyLastMinute() {
    return sum(ListenerMonitor::lastMinute).summary();
  }

  @Override
  public Latency latencySinceReset() {
    return sum(ListenerMonitor::sinceReset).summary();
  }

  private LatencyCounts sum(Function<ListenerMonitor, LatencyCounts> part) {
    return listeners.stream().map(part).reduce(LatencyCounts.NONE, LatencyCounts::plus);
  }

  /** Of all listeners. */
  @Override
  public void resetLatency() {
    listeners.forEach(Monitor::resetLatency);
  }

  /** Looks no more; what was counted stays readable. */
  @Override
  public void close() {
    clock.shutdown();
  }
}
