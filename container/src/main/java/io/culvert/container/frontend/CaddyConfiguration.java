package io.culvert.container.frontend;

import io.culvert.container.frontend.Site.Application;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan in the language of Caddy (2.6 or newer), as a Caddyfile. */
final class CaddyConfiguration implements FrontEndConfiguration {
  private final FrontendPlan plan;
  private final Lines out = new Lines("\t");

  CaddyConfiguration(FrontendPlan plan) {
    this.plan = plan;
  }

  @Override
  public String text() {
    switch (plan.placement()) {
      case Placement.Installed _ ->
          out.add(
              """
              # Caddy in front of Culvert, printed by 'culvert frontend caddy'. Save it as
              # /etc/caddy/Caddyfile and check it with 'caddy validate --config /etc/caddy/Caddyfile'.
              # A site that is called by its name alone, without http:// and port, gets its
              # certificate and HTTPS from Caddy by itself.
              """);
      case Placement.Unprivileged own -> unprivileged(own);
    }
    new CaddyNodes(plan, out).render();
    plan.sites().forEach(this::site);
    return out.toString();
  }

  private void unprivileged(Placement.Unprivileged own) {
    out.add(
            """
            # Caddy in front of Culvert for an ordinary user, printed by 'culvert frontend caddy'.
            # Start it with: XDG_CONFIG_HOME="%1$s" caddy run --adapter caddyfile --config THIS_FILE
            """
                .formatted(own.folder()))
        .open("{")
        .add(
            """
            admin off
            auto_https off
            storage file_system "%s/storage"
            """
                .formatted(own.folder()))
        .open("log {")
        .add("output file \"%s/error.log\"".formatted(own.folder()))
        .close("}")
        .close("}");
  }

  private void site(Site site) {
    String addresses =
        Stream.concat(Stream.of(plan.placement().port()), site.ports().stream())
            .distinct()
            .flatMap(port -> names(site).map(name -> "http://%s:%d".formatted(name, port)))
            .collect(Collectors.joining(", "));
    out.blank().open(addresses + " {");
    if (plan.placement() instanceof Placement.Unprivileged) {
      out.add("bind 127.0.0.1");
    }
    if (plan.maxBody() > 0) {
      out.add("# the largest request body; the same as limits.request-body of Culvert")
          .open("request_body {")
          .add("max_size %dB".formatted(plan.maxBody()))
          .close("}");
    }
    out.add(
            "# in this order: Caddy would otherwise look for files before it looks at what is hidden")
        .open("route {")
        .add(
            """
            # the inner parts of applications, in whatever spelling
            @inner path_regexp (?i)/(?:WEB-INF|META-INF)(?:/|$)
            error @inner 404
            """);
    files(site);
    out.open("handle {").add("import culvert").close("}").close("}").close("}");
  }

  /** No name at all stands for every host that has no site. */
  private static Stream<String> names(Site site) {
    return site.name().isEmpty() ? Stream.of("") : site.names().stream();
  }

  /** The longest context path first, as the first route that matches wins. */
  private void files(Site site) {
    if (!site.hasFiles()) {
      return;
    }
    out.blank()
        .add(
            """
            # what pages consist of comes straight from exploded WARs, where it lies there; filters of
            # the application don't see these requests ('culvert frontend caddy --no-static' leaves
            # everything to it)
            """);
    List<Application> applications = site.applications();
    for (int i = 0; i < applications.size(); i++) {
      String path = SafeText.literally(applications.get(i).contextPath());
      switch (applications.get(i).files()) {
        case StaticFiles.ByFrontEnd files -> filesOf("files" + i, path, files);
        case StaticFiles.ByApplication _ ->
            out.add("@files%d path_regexp ^%s(?:/|$)".formatted(i, path))
                .open("handle @files%d {".formatted(i))
                .add("import culvert")
                .close("}");
      }
    }
  }

  private void filesOf(String name, String path, StaticFiles.ByFrontEnd files) {
    out.add(
            "@%1$s path_regexp %1$s ^%2$s/(.+\\.(?:%3$s))$"
                .formatted(name, path, StaticFiles.EXTENSIONS))
        .open("handle @%s {".formatted(name))
        .open("@there file {")
        .add("root \"%s\"".formatted(files.folder()))
        .add("try_files \"/{re.%s.1}\"".formatted(name))
        .close("}")
        .open("handle @there {")
        .add("rewrite * {file_match.relative}")
        .open("file_server {")
        .add("root \"%s\"".formatted(files.folder()))
        .close("}")
        .close("}")
        .add("import culvert")
        .close("}");
  }
}
