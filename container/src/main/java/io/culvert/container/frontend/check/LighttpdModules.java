package io.culvert.container.frontend.check;

import java.util.stream.Stream;

/** A FastCGI server without the module for it, which lighttpd takes no notice of. */
final class LighttpdModules implements LighttpdRule {
  @Override
  public Stream<Finding> findings(LighttpdSite site) {
    boolean loaded =
        site.of("server.modules")
            .flatMap(setting -> setting.value().items().stream())
            .anyMatch(item -> item.value().text().equals("mod_fastcgi"));
    return loaded
        ? Stream.of()
        : site.servers().stream()
            .limit(1)
            .map(
                server ->
                    new Finding(
                        server.place(),
                        Severity.ERROR,
                        "mod_fastcgi is not loaded, so fastcgi.server has no effect",
                        "server.modules += ( \"mod_fastcgi\" )"));
  }
}
