package io.culvert.container.session;

import io.culvert.connector.monitor.Latency;
import java.util.Map;

/**
 * How long calls to a store took, by what was called; without those that were never made.
 *
 * @param lastMinute in the last minute, which moves on every ten seconds
 * @param sinceStart since the server was started
 */
public record StoreLatencies(
    Map<StoreCall, Latency> lastMinute, Map<StoreCall, Latency> sinceStart) {
  public StoreLatencies {
    lastMinute = Map.copyOf(lastMinute);
    sinceStart = Map.copyOf(sinceStart);
  }
}
