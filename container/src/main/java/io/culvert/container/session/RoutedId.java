package io.culvert.container.session;

import io.culvert.session.SessionId;
import java.util.Optional;

/**
 * A session id as a client presents it.
 *
 * @param id names the session, on whichever node
 * @param route of the node that sent it; {@link Route#NONE} if that had none
 */
record RoutedId(SessionId id, Route route) {
  /** No id has it. Front ends find the route behind the first one. */
  static final char SEPARATOR = '.';

  /** Reads what a client sent. Empty if it can't be an id of ours, which is no error. */
  static Optional<RoutedId> parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      return SessionId.parse(text).map(id -> new RoutedId(id, Route.NONE));
    }
    String route = text.substring(separator + 1);
    return Route.isRoute(route)
        ? SessionId.parse(text.substring(0, separator))
            .map(id -> new RoutedId(id, new Route(route)))
        : Optional.empty();
  }
}
