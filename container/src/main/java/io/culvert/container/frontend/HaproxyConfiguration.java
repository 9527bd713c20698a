package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan in the language of HAProxy (2.6 or newer), which serves no files. */
final class HaproxyConfiguration implements FrontEndConfiguration {
  private final FrontendPlan plan;
  private final Lines out = new Lines("    ");

  HaproxyConfiguration(FrontendPlan plan) {
    this.plan = plan;
  }

  @Override
  public String text() {
    switch (plan.placement()) {
      case Placement.Installed _ -> installed();
      case Placement.Unprivileged own -> unprivileged(own);
    }
    defaults();
    application();
    frontend();
    backend();
    return out.toString();
  }

  private void installed() {
    out.add(
            """
            # HAProxy in front of Culvert, printed by 'culvert frontend haproxy'. Save it as
            # /etc/haproxy/haproxy.cfg and check it with 'haproxy -c -f /etc/haproxy/haproxy.cfg'.
            """)
        .open("global")
        .add(
            """
            log /dev/log local0
            user haproxy
            group haproxy
            # no chroot, from within which Unix sockets could not be reached
            """)
        .close("");
  }

  private void unprivileged(Placement.Unprivileged own) {
    out.add(
            """
            # HAProxy in front of Culvert for an ordinary user, printed by 'culvert frontend haproxy'.
            # Start it with: haproxy -db -f THIS_FILE
            """)
        .open("global")
        .add(
            """
            pidfile "%s/haproxy.pid"
            log stderr format raw local0 notice
            """
                .formatted(own.folder()))
        .close("");
  }

  private void defaults() {
    out.open("defaults")
        .add(
            """
            mode http
            log global
            option httplog
            timeout http-request 10s  # for the head of a request
            timeout client 60s
            timeout connect 5s
            timeout server 60s        # an event stream must not be silent for longer
            """)
        .close("");
  }

  private void application() {
    out.open("fcgi-app culvert")
        .add(
            """
            docroot /nonexistent       # HAProxy asks for one; Culvert opens no file by it
            option keep-conn           # connections to Culvert stay open
            pass-header authorization  # applications that check passwords need it
            # HAProxy can send several requests at once through one connection. A response that is read
            # slowly then holds up the others on it, and connections cost Culvert next to nothing.
            #option mpxs-conns
            #option max-reqs 32
            # makes HAProxy ask Culvert for both, once for each connection
            #option get-values
            """)
        .close("");
  }

  private void frontend() {
    String address = plan.placement() instanceof Placement.Unprivileged ? "127.0.0.1" : "";
    int first = plan.placement().port();
    out.open("frontend web");
    Stream.concat(Stream.of(first), plan.sites().stream().flatMap(site -> site.ports().stream()))
        .distinct()
        .forEach(port -> out.add("bind %s:%d".formatted(address, port)));
    if (plan.placement() instanceof Placement.Installed) {
      out.add(
          """
          #bind [::]:%d v6only
          #bind :443 ssl crt /etc/haproxy/site.pem
          """
              .formatted(first));
    }
    out.add(
        """
        # the inner parts of applications, in whatever spelling
        http-request deny deny_status 404 if { path,url_dec -m reg -i '/(WEB-INF|META-INF)(/|$)' }
        """);
    if (plan.maxBody() > 0) {
      out.add(
          """
          # the largest request body; the same as limits.request-body of Culvert
          http-request deny deny_status 413 if { req.hdr_val(content-length) gt %d }
          """
              .formatted(plan.maxBody()));
    }
    out.add("default_backend culvert").close("");
  }

  private void backend() {
    out.open("backend culvert")
        .add(
            """
            use-fcgi-app culvert
            http-reuse always  # requests of all clients share the connections that stay open
            """);
    if (plan.nodes().size() > 1) {
      several();
    }
    int number = 1;
    for (Node node : plan.nodes()) {
      out.add(server(node, "n" + number++));
    }
  }

  private void several() {
    out.add(
        """
        # another node is asked if one can't be reached, and for a GET also if it is full (503)
        balance leastconn
        option redispatch 1
        retry-on conn-failure empty-response 503
        http-request disable-l7-retry unless METH_GET
        """);
    if (!plan.hasRoutes()) {
      out.add(
          """
          # a browser stays on the node that answered it first; a cookie tells which
          cookie culvert_node insert indirect nocache httponly
          """);
      return;
    }
    out.add("# a session lives on the node its id ends with");
    plan.cookies().remarks().forEach(out::add);
    int number = 1;
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.add("use-server n%d if %s".formatted(number, hasSessionOf(node)));
      }
      number++;
    }
  }

  private String hasSessionOf(Node node) {
    return plan.cookies().all().stream()
        .map(name -> "{ req.cook(%s) -m end .%s }".formatted(name, node.route()))
        .collect(Collectors.joining(" or "));
  }

  private String server(Node node, String name) {
    boolean several = plan.nodes().size() > 1;
    String cookie = several && !plan.hasRoutes() ? " cookie " + name : "";
    String check = several ? " check" : "";
    return "server %s %s proto fcgi%s%s".formatted(name, address(node.address()), check, cookie);
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> "\"unix@%s\"".formatted(unix.path().toAbsolutePath());
      case Endpoint.Tcp tcp -> Reachable.from(tcp).toString();
      case Endpoint.Inherited inherited -> throw new IllegalArgumentException(inherited.toString());
    };
  }
}
