package io.culvert.container.frontend.check;

import java.util.List;
import java.util.stream.Stream;

/** Something that is known to hurt behind lighttpd. */
@FunctionalInterface
interface LighttpdRule {
  /** All rules. */
  List<LighttpdRule> ALL =
      List.of(
          new LighttpdServers(),
          new LighttpdBodies(),
          new LighttpdResponses(),
          new LighttpdModules(),
          new LighttpdInnerParts());

  Stream<Finding> findings(LighttpdSite site);
}
