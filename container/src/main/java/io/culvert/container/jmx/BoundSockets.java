package io.culvert.container.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Listens on one address only; RMI by itself listens on all. One object for everything that shares
 * a port, as RMI compares them.
 */
final class BoundSockets implements RMIServerSocketFactory {
  private static final int BACKLOG = 50;

  private final InetAddress address;
  private final ServerSocketFactory sockets;

  private BoundSockets(InetAddress address, ServerSocketFactory sockets) {
    this.address = address;
    this.sockets = sockets;
  }

  static BoundSockets plain(InetAddress address) {
    return new BoundSockets(address, ServerSocketFactory.getDefault());
  }

  static BoundSockets secure(InetAddress address, SSLContext tls) {
    return new BoundSockets(address, tls.getServerSocketFactory());
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return sockets.createServerSocket(port, BACKLOG, address);
  }
}
