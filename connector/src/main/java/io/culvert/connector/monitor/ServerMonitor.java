package io.culvert.connector.monitor;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.RefusalCause;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The monitors of all listeners of a server, and what they come to together. */
public final class ServerMonitor implements Monitor, AutoCloseable {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<ListenerMonitor> listeners;
  private final ListenerMonitor rest;
  private final Thread clock =
      Thread.ofPlatform().daemon().name("culvert-monitor").unstarted(this::run);
  private volatile boolean closed;

  private ServerMonitor(List<String> names, ConnectionEvents next) {
    long now = System.nanoTime();
    this.listeners = names.stream().map(name -> new ListenerMonitor(name, next, now)).toList();
    this.rest = new ListenerMonitor("no listener", next, now);
  }

  /**
   * Begins to count, and to look at the counters once a second.
   *
   * @param names of the listeners
   * @param next told of everything, too
   */
  public static ServerMonitor start(List<String> names, ConnectionEvents next) {
    ServerMonitor monitor = new ServerMonitor(names, next);
    monitor.clock.start();
    return monitor;
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(this, SECOND_NANOS);
      tick();
    }
  }

  @SuppressWarnings("EmptyCatch") // there is no memory even to tell
  private void tick() {
    try {
      long now = System.nanoTime();
      listeners.forEach(listener -> listener.tick(now));
    } catch (RuntimeException | Error e) {
      try {
        rest.loopFailed(e);
      } catch (RuntimeException | Error _) {
        // the next tick is in a second
      }
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
  public Map<RefusalCause, Long> refusalsByCause() {
    return listeners.stream()
        .flatMap(listener -> listener.refusalsByCause().entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
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
    closed = true;
    LockSupport.unpark(clock);
  }
}
