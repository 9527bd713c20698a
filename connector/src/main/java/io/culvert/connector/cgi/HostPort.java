package io.culvert.connector.cgi;

/**
 * A host with an optional port, as in the Host header field (RFC 9110 §7.2, RFC 3986 §3.2).
 *
 * @param host a name of letters, digits, {@code - . _ ~}, or an IPv6 address in brackets; as sent,
 *     not lower-cased
 * @param port 0 to 65535, or {@link #NO_PORT}
 * @param text both as in the header field, {@code host} or {@code host:port}
 */
public record HostPort(String host, int port, String text) {

  public static final int NO_PORT = -1;
  private static final int LONGEST_HOST = 255;

  HostPort withPort(int otherPort) {
    return new HostPort(host, otherPort, host + ":" + otherPort);
  }

  /**
   * @param what names the source in the refusal, such as {@code HTTP_HOST}
   */
  static HostPort parse(String what, String text) throws Refusal {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (hostEnd < 0) {
      hostEnd = text.length();
    }
    String host = hostEnd == text.length() ? text : text.substring(0, hostEnd);
    if (!isHost(host)) {
      throw malformed(what, text);
    }
    return new HostPort(host, port(what, text, hostEnd), text);
  }

  private static int port(String what, String text, int hostEnd) throws Refusal {
    if (hostEnd == text.length()) {
      return NO_PORT;
    }
    if (text.charAt(hostEnd) != ':') {
      throw malformed(what, text);
    }
    String digits = text.substring(hostEnd + 1);
    if (digits.isEmpty()) { // "host:" is legal and means the default port
      return NO_PORT;
    }
    long port = Decimal.parse(digits, 5);
    if (port == Decimal.NONE || port > 65535) {
      throw malformed(what, text);
    }
    return (int) port;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > LONGEST_HOST) {
      return false;
    }
    if (host.charAt(0) == '[') {
      return Addresses.isIpv6(host.substring(1, host.length() - 1));
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "-._~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static Refusal malformed(String what, String text) {
    return Refusal.badRequest(what + " " + Quoted.of(text) + " is not host or host:port");
  }
}
