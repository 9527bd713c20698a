package io.culvert.connector.monitor;

import io.culvert.connector.connection.RefusalCause;
import java.util.Map;
import java.util.SortedMap;

/** Numbers of one listener, or of all together. Reading them takes no lock that a request wants. */
public interface Monitor {
  /** Everything that is counted. */
  Counts counts();

  /** Connections that are open. */
  long openConnections();

  /** Requests that were let in and are not over. */
  long runningRequests();

  /** How many requests were refused without an application, by HTTP status. */
  SortedMap<Integer, Long> refusals();

  /** The same by cause; every cause there is, also those that have not happened. */
  Map<RefusalCause, Long> refusalsByCause();

  /**
   * Requests that ended in each second.
   *
   * @param seconds over how many of the last seconds, 1 to 60; as many as there are since the start
   */
  double requestsPerSecond(int seconds);

  /** How long admitted requests took in the last minute, which moves on every ten seconds. */
  Latency latencyLastMinute();

  /** How long admitted requests took since the start, or since the last reset. */
  Latency latencySinceReset();

  /** Begins {@link #latencySinceReset} anew. */
  void resetLatency();
}
