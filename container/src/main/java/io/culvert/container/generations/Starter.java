package io.culvert.container.generations;

import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentSpec;
import java.util.List;
import java.util.function.Consumer;

/** Starts an application, up to where it can serve requests, and warms it up. */
public interface Starter {
  /**
   * Starts it on this thread, which the application may keep for ever.
   *
   * @param popular the paths below its address that were asked for most of late, the first one most
   * @param stage told of each stage that begins
   * @return never one that has been stopped
   */
  Deployment start(DeploymentSpec spec, List<String> popular, Consumer<String> stage);

  /** An application has been stopped, and threads may still hold what it has left in them. */
  void hasEnded();
}
