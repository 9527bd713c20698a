package io.culvert.container.frontend;

import io.culvert.container.frontend.Site.Application;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan in the language of Apache httpd (2.4.34 or newer, mod_proxy_fcgi). */
final class ApacheConfiguration implements FrontEndConfiguration {
  private final FrontendPlan plan;
  private final ApacheNodes nodes;
  private final Lines out = new Lines("    ");

  ApacheConfiguration(FrontendPlan plan) {
    this.plan = plan;
    this.nodes = new ApacheNodes(plan, out);
  }

  @Override
  public String text() {
    switch (plan.placement()) {
      case Placement.Installed system -> installed(system);
      case Placement.Unprivileged own -> unprivileged(own);
    }
    nodes.balancer();
    plan.sites().forEach(this::site);
    return out.toString();
  }

  private Stream<String> modules() {
    return Stream.concat(Stream.of("env", "rewrite", "proxy", "proxy_fcgi"), nodes.modules());
  }

  private void installed(Placement.Installed system) {
    out.add(
        """
        # Apache httpd in front of Culvert, printed by 'culvert frontend apache'. On Debian save it as
        # /etc/apache2/sites-available/culvert.conf and say
        #   a2enmod %s
        #   a2dissite 000-default && a2ensite culvert && apachectl configtest
        """
            .formatted(modules().collect(Collectors.joining(" "))));
    out.add("%sListen %d".formatted(system.port() == 80 ? "#" : "", system.port()));
    furtherPorts("");
  }

  private void unprivileged(Placement.Unprivileged own) {
    out.add(
        """
        # Apache httpd in front of Culvert for an ordinary user, printed by 'culvert frontend apache'.
        # Start it with: apache2 -DFOREGROUND -f THIS_FILE  (or httpd, as some systems call it)
        ServerRoot "%1$s"
        DefaultRuntimeDir "%1$s"
        PidFile "%1$s/httpd.pid"
        ErrorLog "%1$s/error.log"
        ServerName localhost
        Listen 127.0.0.1:%2$d
        """
            .formatted(own.folder(), own.port()));
    furtherPorts("127.0.0.1:");
    if (own.user().equals("root")) {
      out.add(
          """
          # httpd refuses to serve as root; this user must be able to open the socket
          User nobody
          Group #65534
          """);
    }
    Stream<String> basic = Stream.of("mpm_event", "unixd", "authz_core", "log_config", "mime");
    new ApacheModules(out).load(Stream.concat(basic, modules()).toList());
    out.blank()
        .add(
            """
            CustomLog "%1$s/access.log" "%%h %%l %%u %%t \\"%%r\\" %%>s %%b"
            TypesConfig /dev/null
            # nothing is taken from there
            DocumentRoot "%1$s"
            <Directory "/">
                AllowOverride None
                Require all denied
            </Directory>
            """
                .formatted(own.folder()));
  }

  private void furtherPorts(String address) {
    plan.sites().stream()
        .flatMap(site -> site.ports().stream())
        .distinct()
        .filter(port -> port != plan.placement().port())
        .forEach(port -> out.add("Listen %s%d".formatted(address, port)));
  }

  private void site(Site site) {
    String address = plan.placement() instanceof Placement.Unprivileged ? "127.0.0.1" : "*";
    String addresses =
        Stream.concat(Stream.of(plan.placement().port()), site.ports().stream())
            .distinct()
            .map(port -> address + ":" + port)
            .collect(Collectors.joining(" "));
    out.blank().open("<VirtualHost %s>".formatted(addresses));
    if (!site.name().isEmpty()) {
      out.add("ServerName " + site.name());
      site.aliases().forEach(alias -> out.add("ServerAlias " + alias));
    }
    requests();
    files(site);
    nodes.pass();
    out.close("</VirtualHost>");
  }

  private void requests() {
    out.add(
        """
        # Culvert decodes paths itself, and wants those with %2F as well
        AllowEncodedSlashes NoDecode
        # applications that check passwords need the Authorization header, which CGI programs don't get
        <Location "/">
            CGIPassAuth On
        </Location>

        # the inner parts of applications, in whatever spelling
        <LocationMatch "(?i)/(?:WEB-INF|META-INF)(?:/|$)">
            Require all denied
        </LocationMatch>

        RewriteEngine On
        """);
    if (plan.maxBody() > 0) {
      out.add(
          """
          # the largest request body; the same as limits.request-body of Culvert, which also counts the
          # bytes of bodies that come without a length (LimitRequestBody does not apply to proxies)
          RewriteCond expr "%%{HTTP:Content-Length} -gt %d"
          RewriteRule "^" "-" [R=413,L]
          """
              .formatted(plan.maxBody()));
    }
  }

  /** The longest context path first, as the first rule that matches wins. */
  private void files(Site site) {
    if (!site.hasFiles()) {
      return;
    }
    out.blank()
        .add(
            """
            # what pages consist of comes straight from exploded WARs, where it lies there; filters of
            # the application don't see these requests ('culvert frontend apache --no-static' leaves
            # everything to it)
            AddType text/css .css
            AddType text/javascript .js .mjs
            AddType application/json .map
            AddType image/png .png
            AddType image/jpeg .jpg .jpeg
            AddType image/gif .gif
            AddType image/svg+xml .svg
            AddType image/x-icon .ico
            AddType image/webp .webp
            AddType image/avif .avif
            AddType font/woff .woff
            AddType font/woff2 .woff2
            AddType font/ttf .ttf
            """);
    List<Application> applications = site.applications();
    for (Application application : applications) {
      String path = SafeText.literally(application.contextPath());
      switch (application.files()) {
        case StaticFiles.ByFrontEnd files -> filesOf(path, files);
        case StaticFiles.ByApplication _ ->
            out.add("RewriteRule \"^%s(?:/|$)\" \"-\" [END]".formatted(path));
      }
    }
  }

  private void filesOf(String path, StaticFiles.ByFrontEnd files) {
    out.add(
        """
        <Directory "%2$s">
            AllowOverride None
            Options FollowSymLinks
            Require all granted
        </Directory>
        RewriteCond "%2$s/$1" -f
        RewriteRule "^%1$s/(.+\\.(?:%3$s))$" "%2$s/$1" [END]
        """
            .formatted(path, files.folder(), StaticFiles.EXTENSIONS));
  }
}
