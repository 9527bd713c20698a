package io.culvert.container.frontend.check;

import java.util.stream.Stream;

/** Paths that are answered with 404 because no file has their name. */
final class NginxTryFiles implements NginxRule {
  @Override
  public Stream<Finding> findings(NginxSite site) {
    return site.scopes().stream()
        .filter(scope -> !scope.isForPhp())
        .filter(
            scope ->
                !scope.own("fastcgi_pass").isEmpty()
                    || !scope.own("fastcgi_split_path_info").isEmpty())
        .flatMap(scope -> scope.own("try_files").stream())
        .filter(directive -> !directive.arguments().isEmpty())
        .filter(directive -> directive.arguments().getLast().startsWith("="))
        .map(
            directive ->
                new Finding(
                    directive.place(),
                    Severity.ERROR,
                    "a path that is no file is answered with %s and never gets to Culvert"
                        .formatted(directive.arguments().getLast().substring(1)),
                    "nothing here: paths of servlets are no files"));
  }
}
