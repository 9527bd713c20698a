package io.culvert.connector.monitor;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import java.net.SocketAddress;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on the connections of one listener, and passes it on. */
public final class ListenerMonitor implements ConnectionEvents, Monitor {
  private static final int TICKS_PER_TURN = 10;

  private final String name;
  private final ConnectionEvents next;
  private final Tally<Counter> tally = new Tally<>(Counter.class);
  private final Tally<RefusalCause> causes = new Tally<>(RefusalCause.class);
  private final ConcurrentMap<Integer, LongAdder> refusals = new ConcurrentHashMap<>();
  private final LatencyRecorder latency = new LatencyRecorder();
  private final RateWindow rate;
  private int ticks;

  /**
   * @param name of the listener
   * @param next told of everything, too
   * @param nanos the time now
   */
  ListenerMonitor(String name, ConnectionEvents next, long nanos) {
    this.name = name;
    this.next = next;
    this.rate = new RateWindow(nanos);
  }

  /** Where the listener listens. */
  public String name() {
    return name;
  }

  /** Called once a second by one thread. */
  void tick(long nanos) {
    rate.add(nanos, tally.of(Counter.REQUESTS));
    if (++ticks % TICKS_PER_TURN == 0) {
      latency.turn();
    }
  }

  @Override
  public Counts counts() {
    return new Counts(tally.values());
  }

  @Override
  public long openConnections() {
    return tally.between(Counter.CONNECTIONS_ACCEPTED, Counter.CONNECTIONS_CLOSED);
  }

  @Override
  public long runningRequests() {
    return tally.between(Counter.REQUESTS_ADMITTED, Counter.REQUESTS_OVER);
  }

  @Override
  public SortedMap<Integer, Long> refusals() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    refusals.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  @Override
  public Map<RefusalCause, Long> refusalsByCause() {
    return causes.values();
  }

  @Override
  public double requestsPerSecond(int seconds) {
    return rate.perSecond(seconds);
  }

  LatencyCounts lastMinute() {
    return latency.lastInterval();
  }

  LatencyCounts sinceReset() {
    return latency.sinceReset();
  }

  @Override
  public Latency latencyLastMinute() {
    return lastMinute().summary();
  }

  @Override
  public Latency latencySinceReset() {
    return sinceReset().summary();
  }

  @Override
  public void resetLatency() {
    latency.reset();
  }

  @Override
  public void connectionOpened(SocketAddress peer) {
    tally.add(Counter.CONNECTIONS_ACCEPTED, 1);
    next.connectionOpened(peer);
  }

  @Override
  public void connectionRejected(SocketAddress peer) {
    tally.add(Counter.CONNECTIONS_REJECTED, 1);
    next.connectionRejected(peer);
  }

  @Override
  public void connectionClosed(SocketAddress peer) {
    tally.add(Counter.CONNECTIONS_CLOSED, 1);
    next.connectionClosed(peer);
  }

  @Override
  public void bytesReceived(int count) {
    tally.add(Counter.BYTES_RECEIVED, count);
    next.bytesReceived(count);
  }

  @Override
  public void bytesSent(int count) {
    tally.add(Counter.BYTES_SENT, count);
    next.bytesSent(count);
  }

  @Override
  public void requestAdmitted(FcgiRequest request) {
    tally.add(Counter.REQUESTS_ADMITTED, 1);
    next.requestAdmitted(request);
  }

  @Override
  public void requestStarted(FcgiRequest request) {
    next.requestStarted(request);
  }

  @Override
  public void responseEnded(FcgiRequest request, long nanos) {
    // refusals are quick: among the others they would make a server look well that is not
    if (request.isAdmitted()) {
      latency.record(nanos);
    }
    tally.add(Counter.REQUESTS, 1);
    next.responseEnded(request, nanos);
  }

  @Override
  public void requestEnded(FcgiRequest request) {
    tally.add(Counter.REQUESTS_OVER, 1);
    next.requestEnded(request);
  }

  @Override
  public void requestRefused(FcgiRequest request, RefusalCause cause, int status, String reason) {
    tally.add(Counter.REQUESTS_REFUSED, 1);
    causes.add(cause, 1);
    refusals.computeIfAbsent(status, _ -> new LongAdder()).increment();
    next.requestRefused(request, cause, status, reason);
  }

  @Override
  public void requestAborted(FcgiRequest request, String reason) {
    tally.add(Counter.REQUESTS_ABORTED, 1);
    next.requestAborted(request, reason);
  }

  @Override
  public void requestFailed(FcgiRequest request, Throwable cause) {
    tally.add(Counter.REQUESTS_FAILED, 1);
    next.requestFailed(request, cause);
  }

  @Override
  public void protocolViolated(SocketAddress peer, String violation) {
    tally.add(Counter.PROTOCOL_VIOLATIONS, 1);
    next.protocolViolated(peer, violation);
  }

  @Override
  public void loopFailed(Throwable cause) {
    tally.add(Counter.FAULTS, 1);
    next.loopFailed(cause);
  }
}
