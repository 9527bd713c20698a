package io.culvert.connector;

import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.loop.LoopGroup;
import io.culvert.connector.monitor.ListenerMonitor;
import io.culvert.connector.monitor.ServerMonitor;
import io.culvert.connector.transport.Arrivals;
import io.culvert.connector.transport.Listener;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives connections to the loops, each with the monitor of the listener that it came by. */
final class Dispatch implements Arrivals {
  private final Map<Listener, ConnectionSettings> settings = new HashMap<>();
  private final LoopGroup loops;

  /**
   * @param monitor has a monitor for each of the listeners, in the same order
   * @param shared what all connections have in common
   */
  Dispatch(Listeners listeners, ServerMonitor monitor, ConnectionSettings shared, LoopGroup loops) {
    this.loops = loops;
    List<Listener> all = listeners.all();
    for (int i = 0; i < all.size(); i++) {
      ListenerMonitor events = monitor.listeners().get(i);
      settings.put(all.get(i), shared.of(listeners.trust(all.get(i)), events));
    }
  }

  @Override
  public void accepted(Listener listener, SocketChannel channel, Runnable whenClosed) {
    loops.adopt(channel, of(listener), whenClosed);
  }

  @Override
  public void rejected(Listener listener, SocketAddress peer) {
    of(listener).events().connectionRejected(peer);
  }

  private ConnectionSettings of(Listener listener) {
    ConnectionSettings found = settings.get(listener);
    if (found == null) {
      throw new IllegalArgumentException("not one of this server's listeners: " + listener);
    }
    return found;
  }
}
