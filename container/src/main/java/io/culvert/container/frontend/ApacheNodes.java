package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import java.util.Locale;
import java.util.stream.Stream;

/** The servers behind Apache httpd, and how a session's requests find theirs. */
final class ApacheNodes {
  /**
   * Connections stay open, and every record is passed on when it comes, without which events would
   * arrive together.
   */
  private static final String CONNECTION =
      "enablereuse=on flushpackets=on connectiontimeout=5 timeout=60";

  private final FrontendPlan plan;
  private final Lines out;

  ApacheNodes(FrontendPlan plan, Lines out) {
    this.plan = plan;
    this.out = out;
  }

  private boolean isSingle() {
    return plan.nodes().size() == 1;
  }

  /** The modules that are needed beside that for FastCGI. */
  Stream<String> modules() {
    if (isSingle()) {
      return Stream.of();
    }
    Stream<String> balancing = Stream.of("slotmem_shm", "proxy_balancer", "lbmethod_byrequests");
    return plan.hasRoutes() ? balancing : Stream.concat(balancing, Stream.of("headers"));
  }

  /** What all sites share if there are several nodes. */
  void balancer() {
    if (isSingle()) {
      return;
    }
    out.blank()
        .add(
            """
            # another node is asked if one can't be reached, which is then left alone for 5 s
            """)
        .open("<Proxy \"balancer://culvert\">");
    for (int i = 0; i < plan.nodes().size(); i++) {
      member(plan.nodes().get(i), i + 1);
    }
    if (plan.hasRoutes()) {
      sticky();
    } else {
      out.add(
          """
          # a browser stays on the node that answered it first; a cookie tells which
          ProxySet stickysession=culvert_node
          """);
    }
    out.close("</Proxy>");
  }

  private void sticky() {
    String name = plan.cookies().first();
    out.add("# a session lives on the node its id ends with");
    plan.cookies().remarks().forEach(out::add);
    if (!plan.cookies().others().isEmpty()) {
      out.add(
          "# httpd goes by one cookie only; with these sessions are found by the nodes themselves: %s"
              .formatted(String.join(", ", plan.cookies().others())));
    }
    out.add("ProxySet stickysession=%s|%s".formatted(name, name.toLowerCase(Locale.ROOT)));
  }

  private void member(Node node, int number) {
    String route = plan.hasRoutes() ? node.route() : Integer.toString(number);
    out.add(
        "BalancerMember \"%s\" %s%s retry=5"
            .formatted(
                url(node.address(), number),
                route.isEmpty() ? "" : "route=" + route + " ",
                CONNECTION));
  }

  /** The directives within a site. */
  void pass() {
    out.blank();
    if (!isSingle() && !plan.hasRoutes()) {
      out.add(
          """
          Header add Set-Cookie "culvert_node=.%{BALANCER_WORKER_ROUTE}e; Path=/; HttpOnly" env=BALANCER_ROUTE_CHANGED
          """);
    }
    out.add(
        """
        # connections to Culvert stay open; what it sends is passed on at once, as event streams need it;
        # 60 s of silence are taken for a failure
        ProxyFCGIBackendType GENERIC
        # Content-Length is right when Culvert says it; httpd would leave it out
        SetEnv ap_trust_cgilike_cl 1
        """);
    if (isSingle()) {
      out.add(
          """
          # retry=0: a Culvert that was restarted is asked again at once, not after a minute
          ProxyPass "/" "%s/" %s retry=0
          """
              .formatted(url(plan.nodes().getFirst().address(), 1), CONNECTION));
    } else {
      out.add("ProxyPass \"/\" \"balancer://culvert/\"");
    }
  }

  /** The name behind the bar tells one Unix socket's connections from another's. */
  private static String url(Endpoint address, int number) {
    return switch (address) {
      case Endpoint.Unix unix ->
          "unix:%s|fcgi://culvert-%d".formatted(unix.path().toAbsolutePath(), number);
      case Endpoint.Tcp tcp -> "fcgi://" + Reachable.from(tcp);
      case Endpoint.Inherited inherited -> throw new IllegalArgumentException(inherited.toString());
    };
  }
}
