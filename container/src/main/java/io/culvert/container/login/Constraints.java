package io.culvert.container.login;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.SingleConstraintMatch;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps constraints where Undertow does not. It goes by the first constraint without roles where
 * there are several, so that one that lets everybody in can win over one that lets nobody in;
 * forgets what is demanded of the connection if there are methods without demands of their own; and
 * denies whole applications for the sake of uncovered methods. What is found here holds besides
 * what Undertow finds.
 */
final class Constraints implements HttpHandler {
  private final ConstraintTable table;
  private final HttpHandler next;

  private Constraints(ConstraintTable table, HttpHandler next) {
    this.table = table;
    this.next = next;
  }

  /** To be called once for each deployment, when it has its constraints. */
  static void addTo(DeploymentInfo info) {
    boolean denyUncovered = info.isDenyUncoveredHttpMethods();
    info.setDenyUncoveredHttpMethods(false);
    // called when listeners have added what they want
    info.addOuterHandlerChainWrapper(
        next -> {
          ConstraintTable table =
              new ConstraintTable(rules(info), denyUncovered, roles -> expanded(roles, info));
          return table.isEmpty() ? next : new Constraints(table, next);
        });
  }

  private static List<ConstraintRule> rules(DeploymentInfo info) {
    List<ConstraintRule> rules = new ArrayList<>();
    Set<String> described = new HashSet<>();
    for (SecurityConstraint each : info.getSecurityConstraints()) {
      rules.addAll(ConstraintRule.of(each));
    }
    rules.forEach(rule -> described.addAll(rule.patterns()));
    for (ServletInfo servlet : info.getServlets().values()) {
      Set<String> patterns = new HashSet<>(servlet.getMappings());
      patterns.removeAll(described);
      if (servlet.getServletSecurityInfo() != null && !patterns.isEmpty()) {
        rules.addAll(ConstraintRule.of(servlet.getServletSecurityInfo(), Set.copyOf(patterns)));
      }
    }
    return rules;
  }

  private static Set<String> expanded(Set<String> roles, DeploymentInfo info) {
    if (!roles.contains("*")) {
      return roles;
    }
    Set<String> all = new HashSet<>(roles);
    all.remove("*");
    all.addAll(info.getSecurityRoles());
    return all;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    ServletRequestContext context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    ConstraintTable.Demand demand =
        table.find(exchange.getRelativePath(), exchange.getRequestMethod().toString());
    List<SingleConstraintMatch> all = new ArrayList<>();
    all.add(demand.user());
    context.setRequiredConstrains(all);
    context.setTransportGuarenteeType(demand.transport());
    next.handleRequest(exchange);
  }
}
