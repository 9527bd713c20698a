package io.culvert.connector.transport;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** Where accepted connections go. Called on the acceptor's thread, which must not wait. */
public interface Arrivals {
  /**
   * A front end has connected.
   *
   * @param whenClosed to be called once when the connection is closed
   */
  void accepted(Listener listener, SocketChannel channel, Runnable whenClosed);

  /** A peer that the filter does not let in was hung up on. */
  void rejected(Listener listener, SocketAddress peer);
}
