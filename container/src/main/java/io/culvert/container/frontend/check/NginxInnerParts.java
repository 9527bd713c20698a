package io.culvert.container.frontend.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of applications whose {@code WEB-INF} anybody can read. */
final class NginxInnerParts implements NginxRule {
  @Override
  public Stream<Finding> findings(NginxSite site) {
    return site.scopes().stream()
        .filter(scope -> !isGuarded(scope))
        .flatMap(scope -> Stream.concat(scope.own("root").stream(), scope.own("alias").stream()))
        .filter(place -> Applications.areIn(place.argument(0)))
        .map(
            place ->
                new Finding(
                    place.place(),
                    Severity.ERROR,
                    "'%s' has applications in it, whose WEB-INF and META-INF everybody can read"
                        .formatted(place.argument(0)),
                    "location ~* /(?:WEB-INF|META-INF)(?:/|$) { return 404; }"));
  }

  /** Whether the server around it, or any server in it, has a location that denies them. */
  private static boolean isGuarded(NginxScope scope) {
    Optional<Directive> server = scope.enclosing("server");
    return server
        .map(NginxInnerParts::denies)
        .orElseGet(
            () -> {
              var servers =
                  NginxScope.all(scope.block()).stream()
                      .map(NginxScope::block)
                      .filter(block -> block.is("server"))
                      .toList();
              return !servers.isEmpty() && servers.stream().allMatch(NginxInnerParts::denies);
            });
  }

  private static boolean denies(Directive server) {
    return server.block().stream()
        .filter(inner -> inner.is("location"))
        .filter(
            inner ->
                String.join(" ", inner.arguments()).toUpperCase(Locale.ROOT).contains("WEB-INF"))
        .anyMatch(
            inner -> inner.block().stream().anyMatch(act -> act.is("return") || act.is("deny")));
  }
}
