package io.culvert.container.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is to be undone when an application goes, in reverse order and at most once. */
final class Cleanup {
  /** One thing to undo. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private record Named(String what, Step step) {}

  private final DeploymentSpec spec;
  private final DeploymentEvents events;
  private final Deque<Named> steps = new ArrayDeque<>();
  private final AtomicBoolean done = new AtomicBoolean();

  Cleanup(DeploymentSpec spec, DeploymentEvents events) {
    this.spec = spec;
    this.events = events;
  }

  /** Adds a step that will run before all earlier ones; not to be called once it runs. */
  void add(String what, Step step) {
    steps.push(new Named(what, step));
  }

  /** Runs every step; one that fails is reported and does not keep the others from running. */
  void run() {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    for (Named named : steps) {
      try {
        named.step().run();
      } catch (Exception | Error e) {
        events.cleanupFailed(spec, named.what(), e);
      }
    }
  }
}
