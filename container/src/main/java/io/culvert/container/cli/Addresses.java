package io.culvert.container.cli;

import io.culvert.connector.transport.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Where a server that listens on an endpoint is reached from this machine. */
final class Addresses {
  private Addresses() {}

  /**
   * The address to connect to.
   *
   * @param folder where a relative socket file lies
   * @throws IllegalArgumentException if nobody else can connect there; made for the operator
   */
  static SocketAddress toConnect(Endpoint endpoint, Path folder) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> UnixDomainSocketAddress.of(folder.resolve(unix.path()));
      case Endpoint.Tcp tcp -> tcp(new InetSocketAddress(tcp.host(), tcp.port()));
      case Endpoint.Inherited _ ->
          throw new IllegalArgumentException("fd:0 has no address; name one that leads there");
    };
  }

  private static SocketAddress tcp(InetSocketAddress address) {
    boolean everywhere = !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
    return everywhere
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }
}
