package io.culvert.connector.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who may connect over TCP. Unix sockets are guarded by the permissions of their file instead.
 *
 * @param allowed the addresses of the front ends; empty for whoever reaches the socket
 */
public record PeerFilter(Set<InetAddress> allowed) {
  /** Lets everybody in who reaches the socket. */
  public static final PeerFilter OPEN = new PeerFilter(Set.of());

  public PeerFilter {
    allowed = Set.copyOf(allowed);
  }

  /**
   * Reads a list as {@code FCGI_WEB_SERVER_ADDRS} has it: addresses with commas between (FastCGI
   * §3.2).
   *
   * @throws IllegalArgumentException if an element is not an address, or the list has none
   */
  public static PeerFilter parse(String list) {
    Set<InetAddress> allowed = new LinkedHashSet<>();
    for (String element : list.split(",", -1)) {
      allowed.add(address(element.strip(), list));
    }
    return new PeerFilter(allowed);
  }

  private static InetAddress address(String text, String list) {
    try {
      // an address literal, never a name: nobody should be let in because of a look-up; nor because
      // of one of the short forms such as 127.1, in which a digit is easily lost
      if (text.matches("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        return InetAddress.ofLiteral(text);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "'%s' in the list of front ends '%s' is not an IP address".formatted(text, list));
  }

  boolean lets(SocketAddress peer) {
    return allowed.isEmpty()
        || !(peer instanceof InetSocketAddress address)
        || allowed.contains(address.getAddress());
  }

  /** Whether the filter names front ends. */
  public boolean isSet() {
    return !allowed.isEmpty();
  }
}
