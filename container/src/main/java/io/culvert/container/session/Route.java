package io.culvert.container.session;

import io.culvert.session.SessionId;
import java.util.regex.Pattern;

/**
 * What the session ids of one node end with, after a dot, so that front ends can lead the requests
 * of a session back to it. Clients and applications see it; stores don't, because with a shared one
 * any node may serve a session.
 *
 * @param name up to {@value #LONGEST} letters, digits, {@code -} and {@code _}; empty for none
 */
public record Route(String name) {
  static final int LONGEST = 32;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0," + LONGEST + "}");

  /** Of a node that stands alone: ids have no end. */
  public static final Route NONE = new Route("");

  /**
   * @throws IllegalArgumentException if it is no route; the message is for the operator
   */
  public Route {
    if (!isRoute(name)) {
      throw new IllegalArgumentException(
          "'%s' is no route: up to %d letters, digits, - and _".formatted(name, LONGEST));
    }
  }

  static boolean isRoute(String name) {
    return NAME.matcher(name).matches();
  }

  /** The id as clients and applications of this node see it. */
  String ended(SessionId id) {
    return name.isEmpty() ? id.text() : id.text() + RoutedId.SEPARATOR + name;
  }
}
