package io.culvert.container.deploy;

import io.culvert.container.deploy.Deployment.StageTiming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One run through the pipeline: which stage it is in, and how long each took. */
final class StageRun {
  private final DeploymentSpec spec;
  private final DeploymentEvents events;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final List<StageTiming> timings = new ArrayList<>();
  private String stage = "";

  /**
   * @param progress told of each stage that begins
   */
  StageRun(
      DeploymentSpec spec,
      DeploymentEvents events,
      InstantSource clock,
      Consumer<String> progress) {
    this.spec = spec;
    this.events = events;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Runs one stage.
   *
   * @throws DeploymentException also for what the stage does not expect: a broken application must
   *     not harm the server
   */
  <I, O> O of(String name, Stage<I, O> work, I input) throws DeploymentException {
    stage = name;
    progress.accept(name);
    Instant begun = clock.instant();
    try {
      return work.run(input);
    } catch (RuntimeException | Error e) {
      throw new DeploymentException("unexpected failure: %s".formatted(e), e);
    } finally {
      StageTiming timing = new StageTiming(name, Duration.between(begun, clock.instant()));
      timings.add(timing);
      events.stageFinished(spec, timing);
    }
  }

  /** The last stage that was begun. */
  String stage() {
    return stage;
  }

  List<StageTiming> timings() {
    return List.copyOf(timings);
  }
}
