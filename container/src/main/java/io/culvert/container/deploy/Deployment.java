package io.culvert.container.deploy;

import io.undertow.server.HttpHandler;
import java.time.Duration;
import java.util.List;

/** What became of one application. */
public sealed interface Deployment {
  DeploymentSpec spec();

  /** How long each stage took, in the order they ran. */
  List<StageTiming> timings();

  /** One stage and the time it took. */
  record StageTiming(String stage, Duration took) {}

  /** An application that answers requests through its handler. */
  record Running(
      DeploymentSpec spec, List<StageTiming> timings, HttpHandler handler, RunningApp app)
      implements Deployment {}

  /** An application that could not be deployed: in which stage, and why. */
  record Failed(
      DeploymentSpec spec, List<StageTiming> timings, String stage, DeploymentException cause)
      implements Deployment {}

  /** An application that ran and was undeployed. */
  record Stopped(DeploymentSpec spec, List<StageTiming> timings) implements Deployment {}
}
