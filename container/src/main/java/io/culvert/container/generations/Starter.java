package io.culvert.container.generations;

import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentSpec;
import java.util.function.Consumer;

/** Starts an application, up to where it can serve requests; behind it is the deployer. */
@FunctionalInterface
public interface Starter {
  /**
   * Starts it on this thread, which the application may keep for ever.
   *
   * @param stage told of each stage that begins
   * @return never one that has been stopped
   */
  Deployment start(DeploymentSpec spec, Consumer<String> stage);
}
