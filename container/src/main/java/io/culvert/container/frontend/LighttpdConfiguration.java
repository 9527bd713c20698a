package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.frontend.Site.Application;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan in the language of lighttpd (1.4.69 or newer). */
final class LighttpdConfiguration implements FrontEndConfiguration {
  private final FrontendPlan plan;
  private final Lines out = new Lines("    ");

  LighttpdConfiguration(FrontendPlan plan) {
    this.plan = plan;
  }

  @Override
  public String text() {
    switch (plan.placement()) {
      case Placement.Installed system -> system(system);
      case Placement.Unprivileged own -> unprivileged(own);
    }
    requests();
    servers();
    files();
    return out.toString();
  }

  private void system(Placement.Installed system) {
    out.add(
        """
        # lighttpd in front of Culvert, printed by 'culvert frontend lighttpd'. Save it as
        # /etc/lighttpd/lighttpd.conf and check it with 'lighttpd -tt -f /etc/lighttpd/lighttpd.conf'.
        server.port = %d
        server.username = "www-data"
        server.groupname = "www-data"
        server.pid-file = "/run/lighttpd.pid"
        server.errorlog = "/var/log/lighttpd/error.log"
        accesslog.filename = "/var/log/lighttpd/access.log"
        server.upload-dirs = ( "/var/cache/lighttpd/uploads" )
        server.document-root = "/var/www/html"  # nothing is taken from there
        """
            .formatted(system.port()));
  }

  private void unprivileged(Placement.Unprivileged own) {
    out.add(
        """
        # lighttpd in front of Culvert for an ordinary user, printed by 'culvert frontend lighttpd'.
        # Start it with: lighttpd -f THIS_FILE
        server.bind = "127.0.0.1"
        server.port = %2$d
        server.pid-file = "%1$s/lighttpd.pid"
        server.errorlog = "%1$s/error.log"
        accesslog.filename = "%1$s/access.log"
        server.upload-dirs = ( "%1$s" )
        server.document-root = "%1$s"  # nothing is taken from there
        """
            .formatted(own.folder(), own.port()));
  }

  private void requests() {
    long kibibytes = (plan.maxBody() + 1023) / 1024;
    out.add(
            """
            # aliases first, or rewriting looks for files in the wrong folder
            server.modules = ( "mod_access", "mod_alias", "mod_rewrite", "mod_fastcgi", "mod_accesslog" )
            """)
        .blank()
        .add(
            """
            # the largest request body in KiB, 0 for any; the same as limits.request-body of Culvert
            server.max-request-size = %d
            # responses go out as they come in, for event streams and large downloads
            server.stream-response-body = 1
            """
                .formatted(kibibytes))
        .blank()
        .add(
            """
            # the inner parts of applications, in whatever spelling
            $HTTP["url"] =~ "(?i)/(?:WEB-INF|META-INF)(?:/|$)" {
                url.access-deny = ( "" )
            }
            """);
  }

  private void servers() {
    out.blank().add(server(plan.nodes()));
    if (!plan.hasRoutes()) {
      return;
    }
    out.blank().add("# a session lives on the node its id ends with");
    plan.cookies().remarks().forEach(out::add);
    String otherwise = "";
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.open(
            "%s$HTTP[\"cookie\"] =~ \"%s\" {".formatted(otherwise, plan.cookies().pattern(node)));
        out.add(server(List.of(node))).close("}");
        otherwise = "else ";
      }
    }
  }

  private static String server(List<Node> nodes) {
    return nodes.stream()
        .map(
            node ->
                "        ( "
                    + address(node.address())
                    + ", \"check-local\" => \"disable\","
                    + " \"fix-root-scriptname\" => \"enable\" )")
        .collect(Collectors.joining(",\n", "fastcgi.server = (\n    \"/\" => (\n", "\n    )\n)\n"));
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> "\"socket\" => \"%s\"".formatted(unix.path().toAbsolutePath());
      case Endpoint.Tcp tcp -> {
        Endpoint.Tcp reachable = Reachable.from(tcp);
        yield "\"host\" => \"%s\", \"port\" => %d".formatted(reachable.host(), reachable.port());
      }
      case Endpoint.Inherited inherited -> throw new IllegalArgumentException(inherited.toString());
    };
  }

  private void files() {
    if (plan.sites().stream().noneMatch(Site::hasFiles)) {
      return;
    }
    out.blank()
        .add(
            """
            # what pages consist of comes straight from exploded WARs, where it lies there; filters of
            # the application don't see these requests ('culvert frontend lighttpd --no-static' leaves
            # everything to it)
            mimetype.assign = (
                ".css" => "text/css", ".js" => "text/javascript", ".mjs" => "text/javascript",
                ".map" => "application/json", ".png" => "image/png", ".jpg" => "image/jpeg",
                ".jpeg" => "image/jpeg", ".gif" => "image/gif", ".svg" => "image/svg+xml",
                ".ico" => "image/x-icon", ".webp" => "image/webp", ".avif" => "image/avif",
                ".woff" => "font/woff", ".woff2" => "font/woff2", ".ttf" => "font/ttf"
            )
            """);
    String named = anyOf(plan.sites().stream().flatMap(site -> site.names().stream()));
    for (Site site : plan.sites()) {
      if (site.hasFiles()) {
        files(site, named);
      }
    }
  }

  private static String anyOf(Stream<String> hosts) {
    return hosts.map(SafeText::literally).collect(Collectors.joining("|"));
  }

  private void files(Site site, String named) {
    boolean restricted = !site.name().isEmpty() || !named.isEmpty();
    if (restricted) {
      String operator = site.name().isEmpty() ? "!~" : "=~";
      String hosts = site.name().isEmpty() ? named : anyOf(site.names().stream());
      out.open("$HTTP[\"host\"] %s \"(?i)^(?:%s)\\.?(?::[0-9]*)?$\" {".formatted(operator, hosts));
    }
    String otherwise = "";
    for (Application application : site.applications()) {
      String path = SafeText.literally(application.contextPath());
      switch (application.files()) {
        case StaticFiles.ByFrontEnd files -> filesOf(otherwise, application, path, files);
        case StaticFiles.ByApplication _ ->
            out.open("%s$HTTP[\"url\"] =~ \"^%s(?:/|$)\" {".formatted(otherwise, path)).close("}");
      }
      otherwise = "else ";
    }
    if (restricted) {
      out.close("}");
    }
  }

  private void filesOf(
      String otherwise, Application application, String path, StaticFiles.ByFrontEnd files) {
    out.open(
            "%s$HTTP[\"url\"] =~ \"^%s/(?!\\.culvert/).+\\.(?:%s)$\" {"
                .formatted(otherwise, path, StaticFiles.EXTENSIONS))
        .add("fastcgi.server = ()")
        .add(place(application, files))
        .add(
            """
            url.rewrite-if-not-file = ( "^/(.*)$" => "/.culvert/$1" )  # then the application answers
            """)
        .close("}");
  }

  private static String place(Application application, StaticFiles.ByFrontEnd files) {
    return application.contextPath().isEmpty()
        ? "server.document-root = \"%s\"".formatted(files.folder())
        : "alias.url = ( \"%s/\" => \"%s/\" )".formatted(application.contextPath(), files.folder());
  }
}
