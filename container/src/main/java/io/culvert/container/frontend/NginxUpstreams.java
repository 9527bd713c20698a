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
            # a session lives on the node its id ends with; the others stand in when that one is gone.
            # Names that applications give to their cookies by program have to be added here
            """);
    plan.cookies().remarks().forEach(out::add);
    out.open("map %s $culvert_node {".formatted(source())).add("default culvert;");
    for (Node node : plan.nodes()) {
      if (!node.route().isEmpty()) {
        out.add("\"~%s\" culvert_%s;".formatted(pattern(node), node.route()));
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

  /** A variable of nginx can name one cookie, and only if it is called like a variable. */
  private boolean hasVariable() {
    return plan.cookies().others().isEmpty() && plan.cookies().first().indexOf('-') < 0;
  }

  private String source() {
    return hasVariable() ? "$cookie_" + plan.cookies().first() : "$http_cookie";
  }

  private String pattern(Node node) {
    return hasVariable() ? "\\.%s$".formatted(node.route()) : plan.cookies().pattern(node);
  }

  private static String server(Node node, String role) {
    return "server %s%s;".formatted(NginxConfiguration.server(node.address()), role);
  }
}
