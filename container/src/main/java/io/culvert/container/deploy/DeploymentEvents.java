package io.culvert.container.deploy;

import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.Deployment.StageTiming;

/**
 * Told of every step of every deployment, on the thread that does it. Behind it are the log, the
 * progress lines of the command line and the metrics.
 */
public interface DeploymentEvents {
  /** Hears nothing. */
  DeploymentEvents NONE = new DeploymentEvents() {};

  default void stageFinished(DeploymentSpec spec, StageTiming timing) {}

  /**
   * Something of an application is left out, replaced or cannot be read, though the deployment goes
   * on: nothing is ignored in silence.
   *
   * @param line one sentence for the operator, that begins with the place it is about
   */
  default void remarked(DeploymentSpec spec, String line) {}

  default void started(Running deployment) {}

  /** Everything the deployment had opened is closed again. */
  default void failed(Failed deployment) {}

  default void stopped(DeploymentSpec spec) {}

  /**
   * Something of an application that went could not be undone, so that memory or disk space may be
   * lost.
   *
   * @param what in words, for example {@code delete the work folder}
   */
  default void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {}
}
