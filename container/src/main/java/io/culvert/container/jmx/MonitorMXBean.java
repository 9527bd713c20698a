package io.culvert.container.jmx;

import io.culvert.connector.monitor.Latency;
import java.util.SortedMap;

/** What one listener, or all of them together, have had to do. */
@Description("What came in and what became of it.")
public interface MonitorMXBean {
  @Description("Connections of front ends that are open now.")
  long getConnectionsOpen();

  @Description("Connections taken in since the start.")
  long getConnectionsAccepted();

  @Description(
      "Connections closed at once since the start, because trust.web-servers does not name the peer.")
  long getConnectionsRejected();

  @Description("Requests that run now: let in, and not over yet.")
  long getRequestsRunning();

  @Description("Requests that ended since the start: answered, refused or taken back.")
  long getRequests();

  @Description("Requests that ended per second, over the last second.")
  double getRequestsPerSecond();

  @Description("Requests that ended per second, over the last ten seconds.")
  double getRequestsPerSecondOver10();

  @Description("Requests that ended per second, over the last minute.")
  double getRequestsPerSecondOver60();

  @Description("Requests refused since the start, without an application having seen them.")
  long getRequestsRefused();

  @Description("The same by the HTTP status they were answered with.")
  SortedMap<Integer, Long> getRequestsRefusedByStatus();

  @Description(
      "The same by cause, in the words that the log has for it; 0 for what has not happened.")
  SortedMap<String, Long> getRequestsRefusedByCause();

  @Description(
      "Requests since the start that the front end took back, or went away from before their end.")
  long getRequestsAborted();

  @Description(
      "Requests since the start that failed outside the application's reach; the log has a stack trace.")
  long getRequestsFailed();

  @Description("Bytes of FastCGI records read since the start.")
  long getBytesReceived();

  @Description("Bytes of FastCGI records written since the start.")
  long getBytesSent();

  @Description("Connections closed since the start because what came in was not FastCGI 1.0.")
  long getProtocolViolations();

  @Description("Faults of the connector itself since the start; the log has a stack trace.")
  long getFaults();

  @Description(
      "How long requests took in the last minute, in microseconds from their first record to the end of their"
          + " response: percentiles, the longest, and how many they were. Renewed every ten seconds. Requests refused at the door"
          + " are not among them.")
  Latency getLatencyLastMinute();

  @Description("The same since the start, or since resetLatency.")
  Latency getLatencySinceReset();

  @Description("Begins LatencySinceReset anew. Changes nothing else.")
  void resetLatency();
}
