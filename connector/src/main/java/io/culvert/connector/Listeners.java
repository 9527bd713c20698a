package io.culvert.connector;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.Listener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sockets that listen though nobody accepts yet: front ends that connect wait in the backlog. Made
 * before applications are deployed, so that an address in use is known at once and no request meets
 * a server that has nothing to serve.
 */
public final class Listeners implements AutoCloseable {
  private final List<Listener> open;

  private Listeners(List<Listener> open) {
    this.open = List.copyOf(open);
  }

  /**
   * Listens on all endpoints of a configuration.
   *
   * @throws IOException if one of them cannot be listened on; then none is. The message is for the
   *     operator
   */
  public static Listeners open(FcgiServerConfig config) throws IOException {
    List<Listener> open = new ArrayList<>();
    try {
      for (Endpoint endpoint : config.endpoints()) {
        open.add(Listener.open(endpoint, config.peers()));
      }
      return new Listeners(open);
    } catch (IOException | RuntimeException e) {
      new Listeners(open).close();
      throw e;
    }
  }

  /** Where they listen, with the ports that were given out. */
  public List<Endpoint> endpoints() {
    return open.stream().map(Listener::endpoint).toList();
  }

  List<Listener> all() {
    return open;
  }

  @Override
  public void close() throws IOException {
    for (Listener listener : open) {
      listener.close();
    }
  }
}
