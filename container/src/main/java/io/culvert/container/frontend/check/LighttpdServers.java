package io.culvert.container.frontend.check;

import io.culvert.container.frontend.check.LighttpdSite.Server;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is said of a FastCGI server and does not go with servlets. */
final class LighttpdServers implements LighttpdRule {
  private record Unsuited(
      Predicate<Server> hurts, Severity severity, String what, String instead) {}

  private static final List<Unsuited> UNSUITED =
      List.of(
          new Unsuited(
              server -> !server.options().textAt("check-local").equals("disable"),
              Severity.ERROR,
              "a path that is no file is answered with 404 and never gets to Culvert",
              "\"check-local\" => \"disable\""),
          new Unsuited(
              server ->
                  server.prefix().equals("/")
                      && !server.options().textAt("fix-root-scriptname").equals("enable"),
              Severity.WARNING,
              "SCRIPT_NAME and PATH_INFO are cut at the first segment, which is nobody's context path",
              "\"fix-root-scriptname\" => \"enable\""),
          new Unsuited(
              server ->
                  server.options().at("bin-path").isPresent()
                      && !server.options().textAt("max-procs").equals("1"),
              Severity.ERROR,
              "several Culverts are started, each with sessions of its own, and asked in turn",
              "\"max-procs\" => 1"),
          new Unsuited(
              server -> server.prefix().length() > 1 && server.prefix().endsWith("/"),
              Severity.WARNING,
              "the path without its last slash does not get to Culvert, which would redirect it",
              "the prefix without the slash at its end"),
          new Unsuited(
              server -> server.prefix().startsWith("."),
              Severity.WARNING,
              "only paths that end so get to Culvert; servlets have paths of any form",
              "\"/\" => (( … ))"));

  @Override
  public Stream<Finding> findings(LighttpdSite site) {
    return site.servers().stream()
        .flatMap(
            server ->
                UNSUITED.stream()
                    .filter(unsuited -> unsuited.hurts().test(server))
                    .map(
                        unsuited ->
                            new Finding(
                                server.place(),
                                unsuited.severity(),
                                "fastcgi.server \"%s\": %s"
                                    .formatted(server.prefix(), unsuited.what()),
                                unsuited.instead())));
  }
}
