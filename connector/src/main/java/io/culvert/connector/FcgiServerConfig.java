package io.culvert.connector;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import java.util.Arrays;
import java.util.List;

/**
 * What a FastCGI server has to know.
 *
 * @param addresses where to listen, at least one
 * @param peers who may connect over TCP
 * @param limits how much front ends may ask for
 * @param timeouts how long they may take
 * @param aborts what a request that is taken back late comes to
 * @param threads how many threads serve
 */
public record FcgiServerConfig(
    List<ListenAddress> addresses,
    PeerFilter peers,
    Limits limits,
    Timeouts timeouts,
    AbortPolicy aborts,
    Threads threads) {
  public FcgiServerConfig {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a server needs at least one address to listen on");
    }
  }

  /** Defaults for everything but where to listen. */
  public static FcgiServerConfig on(Endpoint... endpoints) {
    return on(
        Arrays.stream(endpoints).map(each -> new ListenAddress(each, Trust.NOTHING)).toList());
  }

  /** Defaults for everything but where to listen. */
  public static FcgiServerConfig on(List<ListenAddress> addresses) {
    return new FcgiServerConfig(
        addresses,
        PeerFilter.OPEN,
        Limits.DEFAULT,
        Timeouts.DEFAULT,
        AbortPolicy.AUTO,
        Threads.defaults());
  }

  /** Where to listen. */
  public List<Endpoint> endpoints() {
    return addresses.stream().map(ListenAddress::endpoint).toList();
  }
}
