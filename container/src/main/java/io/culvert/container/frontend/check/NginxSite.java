package io.culvert.container.frontend.check;

import java.util.List;
import java.util.Optional;

/**
 * What rules look at.
 *
 * @param scopes all blocks, the file itself first
 * @param maxBody {@code limits.request-body} of Culvert; 0 for any
 * @param complete whether all that is included was there
 */
record NginxSite(List<NginxScope> scopes, long maxBody, boolean complete) {
  NginxSite {
    scopes = List.copyOf(scopes);
  }

  /** The blocks that send requests to FastCGI servers, but for those for PHP. */
  List<NginxScope> passes() {
    return scopes.stream()
        .filter(scope -> !scope.own("fastcgi_pass").isEmpty() && !scope.isForPhp())
        .toList();
  }

  /** The directives of a name, in whatever block they stand. */
  List<Directive> anywhere(String name) {
    return scopes.stream()
        .filter(scope -> !scope.isForPhp())
        .flatMap(scope -> scope.own(name).stream())
        .toList();
  }

  /** The upstream that a pass goes to, if it goes to one. */
  Optional<Directive> upstream(Directive pass) {
    return anywhere("upstream").stream()
        .filter(upstream -> upstream.argument(0).equals(pass.argument(0)))
        .findFirst();
  }
}
