package io.culvert.container.apps;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host a request must name in its {@code Host} header (RFC 9110 §7.2) to reach an application.
 *
 * @param name a DNS name, an IPv4 address or an IPv6 address in brackets, in lower case; the empty
 *     string for the default host, which answers for every host that nobody else claims
 * @param port 1–65535, or {@link #ANY_PORT}
 */
public record VirtualHost(String name, int port) {
  /** The port of a host that was given without one. */
  public static final int ANY_PORT = 0;

  /** Answers for every host that nobody else claims. */
  public static final VirtualHost DEFAULT = new VirtualHost("", ANY_PORT);

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<name>[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*"
              + "|\\[[0-9a-f:.]+])(?::(?<port>[0-9]{1,5}))?");

  /**
   * Reads {@code HOST[:PORT]}; the empty string is the default host.
   *
   * @throws IllegalArgumentException if it is no host; the message is made for the operator
   */
  public static VirtualHost parse(String text) {
    if (text.isEmpty()) {
      return DEFAULT;
    }
    Matcher host = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
    if (!host.matches() || host.group("name").length() > 255) {
      throw new IllegalArgumentException("host '%s' is not HOST or HOST:PORT".formatted(text));
    }
    String port = host.group("port");
    if (port == null) {
      return new VirtualHost(host.group("name"), ANY_PORT);
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("host '%s': port must be 1–65535".formatted(text));
    }
    return new VirtualHost(host.group("name"), number);
  }

  /** The text that {@link #parse} reads back. */
  @Override
  public String toString() {
    return port == ANY_PORT ? name : name + ":" + port;
  }
}
