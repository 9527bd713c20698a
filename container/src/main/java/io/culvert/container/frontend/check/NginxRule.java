package io.culvert.container.frontend.check;

import java.util.List;
import java.util.stream.Stream;

/** Something that is known to hurt behind nginx. */
@FunctionalInterface
interface NginxRule {
  /** All rules. */
  List<NginxRule> ALL =
      List.of(
          new NginxParameters(),
          new NginxConnections(),
          new NginxBodyLimit(),
          new NginxInnerParts(),
          new NginxTryFiles(),
          new NginxSettings());

  Stream<Finding> findings(NginxSite site);
}
