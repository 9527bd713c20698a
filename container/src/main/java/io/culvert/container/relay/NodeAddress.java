package io.culvert.container.relay;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.session.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;

/**
 * A node and where it listens for FastCGI.
 *
 * @param route what ids of its sessions end with
 * @param address never {@link Endpoint.Inherited}
 */
public record NodeAddress(Route route, Endpoint address) {
  public NodeAddress {
    if (route.equals(Route.NONE)) {
      throw new IllegalArgumentException("a node without a route has no sessions to be found by");
    }
    if (address instanceof Endpoint.Inherited) {
      throw new IllegalArgumentException("fd:0 is no address that another node can connect to");
    }
  }

  /**
   * Reads {@code ROUTE=ADDR}.
   *
   * @throws IllegalArgumentException if it is no node; the message is for the operator
   */
  public static NodeAddress parse(String text) {
    int sign = text.indexOf('=');
    if (sign < 1) {
      throw new IllegalArgumentException(
          "'%s' is not ROUTE=ADDR, for example n2=10.0.0.2:9000".formatted(text));
    }
    return new NodeAddress(
        new Route(text.substring(0, sign)), Endpoint.parse(text.substring(sign + 1)));
  }

  /** The socket to connect to; the name of its host is looked up each time. */
  SocketAddress socket() throws IOException {
    return switch (address) {
      case Endpoint.Tcp(String host, int port) -> resolved(new InetSocketAddress(host, port));
      case Endpoint.Unix unix -> UnixDomainSocketAddress.of(unix.path());
      case Endpoint.Inherited _ -> throw new AssertionError("refused by the constructor");
    };
  }

  private static SocketAddress resolved(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException("no host '%s'".formatted(address.getHostString()));
    }
    return address;
  }

  @Override
  public String toString() {
    return "node %s at %s".formatted(route.name(), address);
  }
}
