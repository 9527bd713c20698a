package io.culvert.container;

import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.Deployment.StageTiming;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.deploy.DeploymentSpec;
import org.jboss.logging.Logger;

/**
 * Writes to the log what an operator has to know of deployments beside what became of them.
 *
 * @param next told of everything, too
 */
record DeploymentLog(DeploymentEvents next) implements DeploymentEvents {
  private static final Logger LOG = Logger.getLogger("io.culvert.container.deploy");

  @Override
  public void stageFinished(DeploymentSpec spec, StageTiming timing) {
    next.stageFinished(spec, timing);
  }

  @Override
  public void remarked(DeploymentSpec spec, String line) {
    LOG.warnf("%s: %s", spec.displayName(), line);
    next.remarked(spec, line);
  }

  @Override
  public void started(Running deployment) {
    next.started(deployment);
  }

  @Override
  public void failed(Failed deployment) {
    next.failed(deployment);
  }

  @Override
  public void stopped(DeploymentSpec spec) {
    next.stopped(spec);
  }

  @Override
  public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
    LOG.warnf(cause, "%s: could not %s", spec.displayName(), what);
    next.cleanupFailed(spec, what, cause);
  }
}
