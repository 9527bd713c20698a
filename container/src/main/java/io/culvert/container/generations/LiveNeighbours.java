package io.culvert.container.generations;

import io.culvert.container.apps.VirtualHost;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.Neighbours;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.Mount;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The applications that serve now, to each other.
 *
 * @param router knows them
 * @param open whether an application may be told of others than itself
 */
public record LiveNeighbours(HostRouter router, boolean open) implements Neighbours {
  private static final int USUAL_PORT = 80;

  @Override
  public Found find(DeploymentSpec asking, String path, @Nullable HttpServerExchange request) {
    VirtualHost host = VirtualHost.parse(asking.host());
    Optional<Mount> mount = router.current().findOn(host, USUAL_PORT, path);
    int length = mount.map(Mount::contextPath).map(String::length).orElse(0);
    if (asking.covers(path) && length <= asking.contextPath().length()) {
      return new Found.Itself();
    }
    return mount
        .filter(_ -> open)
        .map(Mount::handler)
        .filter(Gate.class::isInstance)
        .flatMap(gate -> ((Gate) gate).visited(request))
        .<Found>map(generation -> new Found.Other(generation.deployment().app()))
        .orElseGet(Found.Nobody::new);
  }
}
