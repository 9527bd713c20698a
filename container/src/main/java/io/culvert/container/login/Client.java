package io.culvert.container.login;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Who asks, as the front end says. */
final class Client {
  private Client() {}

  /** The address of the client of the request that this thread serves. */
  static InetAddress address() {
    ServletRequestContext current = ServletRequestContext.current();
    return current == null ? InetAddress.getLoopbackAddress() : address(current.getExchange());
  }

  static InetAddress address(HttpServerExchange exchange) {
    InetSocketAddress source = exchange.getSourceAddress();
    return source == null || source.isUnresolved()
        ? InetAddress.getLoopbackAddress()
        : source.getAddress();
  }
}
