package io.culvert.container;

import io.culvert.container.deploy.Deployer;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.generations.Starter;
import io.culvert.container.warmup.WarmUp;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * How applications begin, and what is done when they have ended.
 *
 * @param renewal replaces the threads that have served requests
 */
record ApplicationLife(Deployer deployer, WarmUp warmUp, AtomicReference<Runnable> renewal)
    implements Starter {
  @Override
  public Deployment start(DeploymentSpec spec, List<String> popular, Consumer<String> stage) {
    return warmUp.run(deployer.deploy(spec, stage), popular, stage);
  }

  @Override
  public void hasEnded() {
    renewal.get().run();
  }
}
