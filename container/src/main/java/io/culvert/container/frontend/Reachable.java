package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;

/** Where a server that listens everywhere is connected to. */
final class Reachable {
  private Reachable() {}

  static Endpoint.Tcp from(Endpoint.Tcp tcp) {
    return switch (tcp.host()) {
      case "0.0.0.0" -> new Endpoint.Tcp("127.0.0.1", tcp.port());
      case "::" -> new Endpoint.Tcp("::1", tcp.port());
      default -> tcp;
    };
  }
}
