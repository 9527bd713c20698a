package io.culvert.container.config;

import io.culvert.container.session.Route;
import java.util.List;

/** The part of the table of settings that says what this node is among others. */
final class NodeKeys {
  static final Setting<Route> ROUTE =
      Setting.one(
          "node.route",
          "NAME",
          NodeKeys::route,
          "off",
          """
          What session ids of this node end with, after a dot, so that front ends can lead the \
          requests of a session back to it: letters, digits, - and _, different on each node. With \
          off ids have no such end.""");

  static final List<Setting<?>> ALL = List.of(ROUTE);

  private NodeKeys() {}

  private static Route route(Written written) {
    return written.text().equals("off") ? Route.NONE : new Route(Readers.text(written));
  }

  static ServerConfig.Nodes read(Values values) {
    Route own = values.one(ROUTE);
    return new ServerConfig.Nodes(
        own,
        values.many(SessionKeys.NODES).stream().filter(node -> !node.route().equals(own)).toList());
  }
}
