package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that the front end sends requests to.
 *
 * @param route what its session ids end with, after a dot; empty if it has none, so that sessions
 *     can't be led back to it
 * @param address where it is connected to; never {@link Endpoint.Inherited}
 */
public record Node(String route, Endpoint address) {
  /** How a node is written. */
  public static final String FORM = "[ROUTE=]ADDR";

  private static final Pattern ROUTED = Pattern.compile("([A-Za-z0-9_-]+)=(.+)");

  public Node {
    if (address instanceof Endpoint.Inherited) {
      throw new IllegalArgumentException(
          "fd:0 is no address a front end can connect to; name one with --node");
    }
    if (!SafeText.isSafe(address.toString())) {
      throw new IllegalArgumentException(
          "address '%s' can't be written in a front end's configuration".formatted(address));
    }
  }

  /**
   * Reads {@code [ROUTE=]ADDR}.
   *
   * @throws IllegalArgumentException if it is no node; the message is made for the operator
   */
  public static Node parse(String text) {
    Matcher routed = ROUTED.matcher(text);
    return routed.matches()
        ? new Node(routed.group(1), Endpoint.parse(routed.group(2)))
        : new Node("", Endpoint.parse(text));
  }
}
