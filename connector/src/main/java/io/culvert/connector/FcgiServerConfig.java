package io.culvert.connector;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import java.util.List;

/**
 * What a FastCGI server has to know.
 *
 * @param endpoints where to listen, at least one
 * @param peers who may connect over TCP
 * @param limits how much front ends may ask for
 * @param timeouts how long they may take
 * @param aborts what a request that is taken back late comes to
 * @param threads how many threads serve
 */
public record FcgiServerConfig(
    List<Endpoint> endpoints,
    PeerFilter peers,
    Limits limits,
    Timeouts timeouts,
    AbortPolicy aborts,
    Threads threads) {
  public FcgiServerConfig {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a server needs at least one address to listen on");
    }
  }

  /** Defaults for everything but where to listen. */
  public static FcgiServerConfig on(Endpoint... endpoints) {
    return new FcgiServerConfig(
        List.of(endpoints),
        PeerFilter.OPEN,
        Limits.DEFAULT,
        Timeouts.DEFAULT,
        AbortPolicy.AUTO,
        Threads.defaults());
  }
}
