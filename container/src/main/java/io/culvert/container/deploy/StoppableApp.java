package io.culvert.container.deploy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running application, stopped by undoing its deployment. */
final class StoppableApp implements RunningApp {
  private final Exploded exploded;
  private final Cleanup cleanup;
  private final DeploymentEvents events;
  private final AtomicBoolean stopped = new AtomicBoolean();

  StoppableApp(Exploded exploded, Cleanup cleanup, DeploymentEvents events) {
    this.exploded = exploded;
    this.cleanup = cleanup;
    this.events = events;
  }

  @Override
  public Path root() {
    return exploded.root();
  }

  @Override
  public void stop() {
    if (stopped.compareAndSet(false, true)) {
      cleanup.run();
      events.stopped(exploded.spec());
    }
  }
}
