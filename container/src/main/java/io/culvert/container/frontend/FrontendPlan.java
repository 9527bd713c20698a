package io.culvert.container.frontend;

import io.culvert.container.apps.VirtualHost;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a front end has to do, whichever it is.
 *
 * @param placement how it is run
 * @param nodes where it sends requests, at least one
 * @param sites the virtual hosts, the default one first
 * @param cookies what tells whose session a request is of
 * @param maxBody bytes of a request body that are let through; 0 for any number
 */
public record FrontendPlan(
    Placement placement, List<Node> nodes, List<Site> sites, CookieNames cookies, long maxBody) {
  public FrontendPlan {
    nodes = List.copyOf(nodes);
    sites = List.copyOf(sites);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a front end needs a server to send requests to");
    }
    long routes = nodes.stream().map(Node::route).filter(route -> !route.isEmpty()).count();
    if (nodes.stream().map(Node::route).filter(route -> !route.isEmpty()).distinct().count()
        < routes) {
      throw new IllegalArgumentException("two nodes have the same route");
    }
  }

  /**
   * Makes a plan.
   *
   * @param placement how the front end is run
   * @param backend what is behind it
   * @param frontEndServesFiles whether it may answer for the static files of exploded WARs itself
   */
  public static FrontendPlan of(Placement placement, Backend backend, boolean frontEndServesFiles) {
    Map<String, List<DeploymentSpec>> byName = new TreeMap<>();
    byName.put(VirtualHost.DEFAULT.name(), new ArrayList<>());
    for (DeploymentSpec spec : backend.applications()) {
      String name = VirtualHost.parse(spec.host()).name();
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(spec);
    }
    List<Site> sites = new ArrayList<>();
    byName.forEach(
        (name, apps) -> {
          // a host may answer in the place of those that nobody has: let the server decide then
          boolean clear = !name.isEmpty() || backend.names().fallback().isEmpty();
          List<String> aliases = aliases(name, backend.names(), byName.keySet());
          sites.add(site(name, aliases, apps, frontEndServesFiles && clear));
        });
    return new FrontendPlan(
        placement,
        backend.nodes(),
        sites,
        CookieNames.of(backend.applications()),
        backend.maxBody());
  }

  /** A host that has applications of its own is nobody's alias. */
  private static List<String> aliases(String name, HostNames names, Set<String> hosts) {
    return names.aliases().entrySet().stream()
        .filter(alias -> alias.getValue().equals(name) && !hosts.contains(alias.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Site site(
      String name, List<String> aliases, List<DeploymentSpec> specs, boolean serveFiles) {
    List<Integer> ports =
        specs.stream()
            .map(spec -> VirtualHost.parse(spec.host()).port())
            .filter(port -> port != VirtualHost.ANY_PORT)
            .distinct()
            .sorted()
            .toList();
    // which application a path belongs to depends on the port then: let the server decide
    boolean filesAreClear = serveFiles && ports.isEmpty();
    List<Site.Application> applications =
        specs.stream()
            .sorted(
                Comparator.comparingInt((DeploymentSpec spec) -> spec.contextPath().length())
                    .reversed()
                    .thenComparing(DeploymentSpec::contextPath))
            .map(
                spec ->
                    new Site.Application(
                        spec.contextPath(),
                        filesAreClear ? StaticFiles.of(spec) : new StaticFiles.ByApplication()))
            .toList();
    return new Site(name, aliases, ports, applications);
  }

  /** Whether sessions have to be led back to the node that has them. */
  boolean hasRoutes() {
    return nodes.size() > 1 && nodes.stream().anyMatch(node -> !node.route().isEmpty());
  }
}
