package io.culvert.container.frontend.check;

import java.util.Optional;
import java.util.stream.Stream;

/** Connections that are opened anew for each request. */
final class NginxConnections implements NginxRule {
  @Override
  public Stream<Finding> findings(NginxSite site) {
    return site.passes().stream().flatMap(scope -> ofPass(site, scope));
  }

  private static Stream<Finding> ofPass(NginxSite site, NginxScope scope) {
    Directive pass = scope.own("fastcgi_pass").getFirst();
    Stream<Finding> closing =
        scope.isOn("fastcgi_keep_conn")
            ? Stream.of()
            : Stream.of(
                new Finding(
                    pass.place(),
                    Severity.WARNING,
                    "a connection to Culvert is opened and closed for each request",
                    "fastcgi_keep_conn on;"));
    return Stream.concat(closing, pool(site, pass));
  }

  private static Stream<Finding> pool(NginxSite site, Directive pass) {
    if (pass.argument(0).contains("$")) {
      return Stream.of(); // which upstream it is turns out for each request
    }
    Optional<Directive> upstream = site.upstream(pass);
    boolean keeps =
        upstream
            .filter(found -> found.block().stream().anyMatch(inner -> inner.is("keepalive")))
            .isPresent();
    return keeps
        ? Stream.of()
        : Stream.of(
            new Finding(
                upstream.map(Directive::place).orElse(pass.place()),
                Severity.WARNING,
                "no connection is kept for the next request: only an upstream with 'keepalive' does",
                upstream.isPresent()
                    ? "keepalive 32;"
                    : "upstream culvert { server %s; keepalive 32; } and fastcgi_pass culvert;"
                        .formatted(pass.argument(0))));
  }
}
