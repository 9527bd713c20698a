package io.culvert.container.frontend;

import io.culvert.connector.transport.Endpoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers behind Caddy, and how a session's requests find theirs. */
final class CaddyNodes {
  private final FrontendPlan plan;
  private final Lines out;

  CaddyNodes(FrontendPlan plan, Lines out) {
    this.plan = plan;
    this.out = out;
  }

  /** Defines {@code culvert}, which sites import. */
  void render() {
    out.blank().open("(culvert_connection) {");
    if (plan.nodes().size() > 1) {
      out.add(
          """
          # another node is asked if one can't be reached, which is then left alone for 5 s
          lb_try_duration 5s
          fail_duration 5s
          """);
    }
    out.open("transport fastcgi {")
        .add(
            """
            root /nonexistent # Caddy sends one; Culvert opens no file by it
            dial_timeout 5s
            read_timeout 60s # an event stream must not be silent for longer
            write_timeout 60s
            """)
        .close("}")
        .close("}")
        .blank()
        .open("(culvert) {");
    if (plan.hasRoutes()) {
      routes();
    }
    anyNode();
    out.close("}");
  }

  private void routes() {
    out.add("# a session lives on the node its id ends with; the others stand in when it is gone");
    plan.cookies().remarks().forEach(out::add);
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.add(
                "@node_%s header_regexp Cookie %s"
                    .formatted(node.route(), plan.cookies().pattern(node)))
            .open("handle @node_%s {".formatted(node.route()));
        proxy(
            Stream.concat(
                    Stream.of(node), plan.nodes().stream().filter(other -> !other.equals(node)))
                .toList(),
            "lb_policy first");
        out.close("}");
      }
    }
  }

  private void anyNode() {
    out.open("handle {");
    if (plan.nodes().size() > 1) {
      out.add("# a browser stays on the node that answered it first; a cookie tells which");
      proxy(plan.nodes(), "lb_policy cookie culvert_node");
    } else {
      proxy(plan.nodes(), "");
    }
    out.close("}");
  }

  private void proxy(List<Node> nodes, String policy) {
    out.open(
        nodes.stream()
            .map(node -> address(node.address()))
            .collect(Collectors.joining(" ", "reverse_proxy ", " {")));
    if (!policy.isEmpty()) {
      out.add(policy);
    }
    out.add("import culvert_connection").close("}");
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> "\"unix/%s\"".formatted(unix.path().toAbsolutePath());
      case Endpoint.Tcp tcp -> Reachable.from(tcp).toString();
      case Endpoint.Inherited inherited -> throw new IllegalArgumentException(inherited.toString());
    };
  }
}
