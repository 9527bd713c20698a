package io.culvert.container.frontend;

import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostNames;
import java.util.List;

/**
 * What is behind a front end.
 *
 * @param nodes where requests are sent to, at least one
 * @param applications what runs there, the same on each node
 * @param names what else their hosts are called
 * @param maxBody bytes of a request body that the nodes take; 0 for any number
 */
public record Backend(
    List<Node> nodes, List<DeploymentSpec> applications, HostNames names, long maxBody) {
  public Backend {
    nodes = List.copyOf(nodes);
    applications = List.copyOf(applications);
  }
}
