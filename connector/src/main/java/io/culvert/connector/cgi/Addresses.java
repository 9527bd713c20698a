package io.culvert.connector.cgi;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** IP addresses from their literal form. A name is refused, never looked up. */
final class Addresses {

  private Addresses() {}

  /**
   * REMOTE_ADDR or SERVER_ADDR. A front end that was itself reached over a Unix socket has only
   * that socket's name to tell; its client sits on this machine, so it counts as loopback.
   *
   * @throws Refusal for anything else that is no address: to guess one could open what an
   *     address-based rule keeps closed
   */
  static InetAddress parse(MetaVariable variable, String text) throws Refusal {
    if (text.equals("unix") || text.startsWith("unix:") || text.startsWith("/")) {
      return InetAddress.getLoopbackAddress();
    }
    return literal(text)
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "%s %s is not an IP address; the front end must send one, not a host name"
                        .formatted(variable, Quoted.of(text))));
  }

  static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && text.indexOf('%') < 0 && literal(text).isPresent();
  }

  private static Optional<InetAddress> literal(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    int zone = bare.indexOf('%'); // names an interface of the front end's machine
    String address = zone < 0 ? bare : bare.substring(0, zone);
    try {
      if (address.indexOf(':') >= 0) {
        return Optional.of(Inet6Address.ofLiteral(address));
      }
      return zone < 0 && isDottedQuad(address)
          ? Optional.of(Inet4Address.ofLiteral(address))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The JDK also reads {@code 1.2} and {@code 7} as addresses. */
  private static boolean isDottedQuad(String text) {
    return text.chars().filter(c -> c == '.').count() == 3;
  }
}
