package io.culvert.container.jmx;

import io.culvert.connector.monitor.Counter;
import io.culvert.connector.monitor.Latency;
import io.culvert.connector.monitor.Monitor;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a monitor has counted, as attributes. */
interface Readings extends MonitorMXBean {
  /** Counts. */
  Monitor monitor();

  private long count(Counter counter) {
    return monitor().counts().of(counter);
  }

  @Override
  default long getConnectionsOpen() {
    return monitor().openConnections();
  }

  @Override
  default long getConnectionsAccepted() {
    return count(Counter.CONNECTIONS_ACCEPTED);
  }

  @Override
  default long getConnectionsRejected() {
    return count(Counter.CONNECTIONS_REJECTED);
  }

  @Override
  default long getRequestsRunning() {
    return monitor().runningRequests();
  }

  @Override
  default long getRequests() {
    return count(Counter.REQUESTS);
  }

  @Override
  default double getRequestsPerSecond() {
    return monitor().requestsPerSecond(1);
  }

  @Override
  default double getRequestsPerSecondOver10() {
    return monitor().requestsPerSecond(10);
  }

  @Override
  default double getRequestsPerSecondOver60() {
    return monitor().requestsPerSecond(60);
  }

  @Override
  default long getRequestsRefused() {
    return count(Counter.REQUESTS_REFUSED);
  }

  @Override
  default SortedMap<Integer, Long> getRequestsRefusedByStatus() {
    return monitor().refusals();
  }

  @Override
  default SortedMap<String, Long> getRequestsRefusedByCause() {
    SortedMap<String, Long> counts = new TreeMap<>();
    monitor().refusalsByCause().forEach((cause, count) -> counts.put(cause.text(), count));
    return counts;
  }

  @Override
  default long getRequestsAborted() {
    return count(Counter.REQUESTS_ABORTED);
  }

  @Override
  default long getRequestsFailed() {
    return count(Counter.REQUESTS_FAILED);
  }

  @Override
  default long getBytesReceived() {
    return count(Counter.BYTES_RECEIVED);
  }

  @Override
  default long getBytesSent() {
    return count(Counter.BYTES_SENT);
  }

  @Override
  default long getProtocolViolations() {
    return count(Counter.PROTOCOL_VIOLATIONS);
  }

  @Override
  default long getFaults() {
    return count(Counter.FAULTS);
  }

  @Override
  default Latency getLatencyLastMinute() {
    return monitor().latencyLastMinute();
  }

  @Override
  default Latency getLatencySinceReset() {
    return monitor().latencySinceReset();
  }

  @Override
  default void resetLatency() {
    monitor().resetLatency();
  }
}
