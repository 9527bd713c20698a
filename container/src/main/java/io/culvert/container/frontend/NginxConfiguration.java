package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.frontend.Site.Application;

/** The plan in the language of nginx (1.22 or newer). */
final class NginxConfiguration implements FrontEndConfiguration {
  private static final String PARAMETERS =
      """
      # all that CGI (RFC 3875) and the servlet API ask for; the path comes from REQUEST_URI
      fastcgi_param REQUEST_METHOD    $request_method;
      fastcgi_param REQUEST_URI       $request_uri;
      fastcgi_param QUERY_STRING      $query_string;
      fastcgi_param SCRIPT_NAME       $fastcgi_script_name;
      fastcgi_param CONTENT_TYPE      $content_type;
      fastcgi_param CONTENT_LENGTH    $content_length;
      fastcgi_param GATEWAY_INTERFACE CGI/1.1;
      fastcgi_param SERVER_SOFTWARE   nginx/$nginx_version;
      fastcgi_param SERVER_PROTOCOL   $server_protocol;
      fastcgi_param SERVER_NAME       $server_name;
      fastcgi_param SERVER_ADDR       $server_addr;
      fastcgi_param SERVER_PORT       $server_port;
      fastcgi_param REMOTE_ADDR       $remote_addr;
      fastcgi_param REMOTE_PORT       $remote_port;
      fastcgi_param REQUEST_SCHEME    $scheme;
      fastcgi_param HTTPS             $https if_not_empty;
      """;

  private final FrontendPlan plan;
  private final Lines out = new Lines("    ");

  NginxConfiguration(FrontendPlan plan) {
    this.plan = plan;
  }

  @Override
  public String text() {
    switch (plan.placement()) {
      case Placement.Installed _ -> {
        out.add(
            """
            # nginx in front of Culvert, printed by 'culvert frontend nginx'. Save it as
            # /etc/nginx/conf.d/culvert.conf, check it with 'nginx -t', and take away a default site
            # that listens on the same port, such as /etc/nginx/sites-enabled/default.
            """);
        http();
      }
      case Placement.Unprivileged own -> unprivileged(own);
    }
    return out.toString();
  }

  private void unprivileged(Placement.Unprivileged own) {
    out.add(
        """
            # nginx in front of Culvert for an ordinary user, printed by 'culvert frontend nginx'.
            # Start it with: nginx -e "%1$s/error.log" -c THIS_FILE
            pid "%1$s/nginx.pid";
            error_log "%1$s/error.log";
            worker_processes 1;
            events {}
            """
            .formatted(own.folder()));
    if (own.user().equals("root")) {
      out.add("user root;  # or it would serve as nobody, who can't read everything here");
    }
    out.blank()
        .open("http {")
        .add(
            """
            access_log "%1$s/access.log";
            client_body_temp_path "%1$s/client-body";
            fastcgi_temp_path "%1$s/fastcgi";
            proxy_temp_path "%1$s/proxy";
            scgi_temp_path "%1$s/scgi";
            uwsgi_temp_path "%1$s/uwsgi";
            """
                .formatted(own.folder()));
    http();
    out.close("}");
  }

  private void http() {
    new NginxUpstreams(plan, out).render();
    plan.sites().forEach(this::site);
  }

  private void site(Site site) {
    out.blank().open("server {");
    listen(site);
    String names = site.name().isEmpty() ? "_" : String.join(" ", site.names());
    out.add("server_name %s;".formatted(names)).blank();
    requests();
    out.blank()
        .add(
            """
            # the inner parts of applications, in whatever spelling
            location ~* /(?:WEB-INF|META-INF)(?:/|$) {
                return 404;
            }
            """);
    files(site);
    out.blank().open("location / {").add("fastcgi_pass " + target() + ";").close("}");
    out.open("location @culvert {").add("fastcgi_pass " + target() + ";").close("}");
    out.close("}");
  }

  private void requests() {
    out.add(
            """
            # the largest request body, 0 for any; the same as limits.request-body of Culvert
            client_max_body_size %d;
            """
                .formatted(plan.maxBody()))
        .blank()
        .add(PARAMETERS)
        .blank()
        .add(
            """
            fastcgi_keep_conn on;
            # response headers may be larger than the 4 KiB nginx allows by default
            fastcgi_buffer_size 16k;
            fastcgi_buffers 16 16k;
            """);
    if (plan.nodes().size() > 1) {
      out.add(
          """
          # another node is asked if one does not answer or is full
          fastcgi_next_upstream error timeout http_503;
          """);
    }
  }

  private void listen(Site site) {
    String address = plan.placement() instanceof Placement.Unprivileged ? "127.0.0.1:" : "";
    String isDefault = site.name().isEmpty() ? " default_server" : "";
    out.add("listen %s%d%s;".formatted(address, plan.placement().port(), isDefault));
    if (plan.placement() instanceof Placement.Installed system) {
      out.add(
          """
          #listen [::]:%1$d%2$s;
          #listen 443 ssl%2$s;  # with ssl_certificate and ssl_certificate_key
          """
              .formatted(system.port(), isDefault));
    }
    for (int port : site.ports()) {
      if (port != plan.placement().port()) {
        out.add("listen %s%d;".formatted(address, port));
      }
    }
  }

  /** The longest context path first, as the first location that matches wins. */
  private void files(Site site) {
    if (!site.hasFiles()) {
      return;
    }
    out.blank()
        .add(
            """
            # what pages consist of comes straight from exploded WARs, where it lies there; filters of
            # the application don't see these requests ('culvert frontend nginx --no-static' leaves
            # everything to it)
            """);
    for (Application application : site.applications()) {
      String path = SafeText.literally(application.contextPath());
      switch (application.files()) {
        case StaticFiles.ByFrontEnd files -> filesOf(path, files);
        case StaticFiles.ByApplication _ ->
            out.open("location ~ ^%s(?:/|$) {".formatted(path))
                .add("fastcgi_pass " + target() + ";")
                .close("}");
      }
    }
  }

  private void filesOf(String path, StaticFiles.ByFrontEnd files) {
    out.open(
            "location ~ \"^%s/(?<culvert_file>.+\\.(?:%s))$\" {"
                .formatted(path, StaticFiles.EXTENSIONS))
        .add("root \"%s\";".formatted(files.folder()))
        .add("try_files /$culvert_file @culvert;")
        .add(
            """
            types {
                text/css css;
                text/javascript js mjs;
                application/json map;
                image/png png;
                image/jpeg jpg jpeg;
                image/gif gif;
                image/svg+xml svg;
                image/x-icon ico;
                image/webp webp;
                image/avif avif;
                font/woff woff;
                font/woff2 woff2;
                font/ttf ttf;
            }
            """)
        .close("}");
  }

  private String target() {
    return plan.hasRoutes() ? "$culvert_node" : "culvert";
  }

  static String server(Endpoint address) {
    return switch (address) {
      case Endpoint.Unix unix -> "\"unix:%s\"".formatted(unix.path().toAbsolutePath());
      case Endpoint.Tcp tcp -> Reachable.from(tcp).toString();
      case Endpoint.Inherited inherited -> throw new IllegalArgumentException(inherited.toString());
    };
  }
}
