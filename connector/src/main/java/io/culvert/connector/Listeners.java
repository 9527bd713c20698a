package io.culvert.connector;

import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.Listener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sockets that listen though nobody accepts yet: front ends that connect wait in the backlog. Made
 * before applications are deployed, so that an address in use is known at once and no request meets
 * a server that has nothing to serve.
 */
public final class Listeners implements AutoCloseable {
  private final Map<Listener, Trust> open;

  private Listeners(Map<Listener, Trust> open) {
    this.open = open;
  }

  /**
   * Listens on all endpoints of a configuration.
   *
   * @throws IOException if one of them cannot be listened on; then none is. The message is for the
   *     operator
   */
  public static Listeners open(FcgiServerConfig config) throws IOException {
    Map<Listener, Trust> open = new LinkedHashMap<>();
    try {
      for (ListenAddress address : config.addresses()) {
        open.put(Listener.open(address.endpoint(), config.peers()), address.trust());
      }
      return new Listeners(open);
    } catch (IOException | RuntimeException e) {
      new Listeners(open).close();
      throw e;
    }
  }

  /** Where they listen, with the ports that were given out. */
  public List<Endpoint> endpoints() {
    return all().stream().map(Listener::endpoint).toList();
  }

  List<Listener> all() {
    return List.copyOf(open.keySet());
  }

  /** What is believed of those who come by one of them. */
  Trust trust(Listener listener) {
    return open.getOrDefault(listener, Trust.NOTHING);
  }

  @Override
  public void close() throws IOException {
    for (Listener listener : all()) {
      listener.close();
    }
  }
}
