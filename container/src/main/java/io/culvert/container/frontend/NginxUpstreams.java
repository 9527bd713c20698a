package io.culvert.container.frontend;

/** The servers behind nginx, and how a session's requests find theirs. */
final class NginxUpstreams {
  private final FrontendPlan plan;
  private final Lines out;

  NginxUpstreams(FrontendPlan plan, Lines out) {
    this.plan = plan;
    this.out = out;
  }

  void render() {
    out.blank()
        .add("# connections to Culvert stay open, which is worth half of its speed")
        .open("upstream culvert {");
    plan.nodes().forEach(node -> out.add(server(node, "")));
    out.add("keepalive 32;").close("}");
    if (plan.hasRoutes()) {
      routes();
    }
  }

  private void routes() {
    out.blank()
        .add(
            """
            # a session lives on the node its id ends with; the others stand in when that one is gone
            """)
        .open("map $cookie_JSESSIONID $culvert_node {")
        .add("default culvert;");
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.add("\"~\\.%s$\" culvert_%s;".formatted(node.route(), node.route()));
      }
    }
    out.close("}");
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.open("upstream culvert_%s {".formatted(node.route()));
        out.add(server(node, ""));
        plan.nodes().stream()
            .filter(other -> !other.equals(node))
            .forEach(other -> out.add(server(other, " backup")));
        out.add("keepalive 32;").close("}");
      }
    }
  }

  private static String server(Node node, String role) {
    return "server %s%s;".formatted(NginxConfiguration.server(node.address()), role);
  }
}
