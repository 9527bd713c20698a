package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus.Building;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to start a generation, on a thread of its own that the application may never give
 * back. Whoever has waited long enough gives it up; what comes of it after all is stopped.
 */
final class Attempt {
  private final int number;
  private final Content content;
  private final Instant begun;
  private final CompletableFuture<Deployment> result = new CompletableFuture<>();
  private final Thread thread;
  private volatile String stage = "";

  private Attempt(
      int number, Content content, List<String> popular, Instant begun, Starter starter) {
    this.number = number;
    this.content = content;
    this.begun = begun;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("start " + content.spec().displayName())
            .unstarted(() -> run(starter, popular));
  }

  /**
   * Begins it.
   *
   * @param number which attempt at its address it is
   * @param popular what is asked for most there
   */
  static Attempt begin(
      int number, Content content, List<String> popular, Instant begun, Starter starter) {
    Attempt attempt = new Attempt(number, content, popular, begun, starter);
    attempt.thread.start();
    return attempt;
  }

  private void run(Starter starter, List<String> popular) {
    try {
      Deployment deployment = starter.start(content.read(), popular, name -> stage = name);
      if (!result.complete(deployment) && deployment instanceof Running late) {
        late.app().stop();
      }
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Waits for what comes of it, and gives it up when that takes too long.
   *
   * @param turn completed when it has ended
   */
  Deployment await(Duration patience, CompletableFuture<Object> turn) throws InterruptedException {
    Future<?> _ = result.whenComplete((_, _) -> turn.complete(""));
    return await(patience);
  }

  private Deployment await(Duration patience) throws InterruptedException {
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      return failed("unexpected failure: %s".formatted(e.getCause()), e.getCause());
    } catch (TimeoutException _) {
      return givenUp(patience);
    }
  }

  private Deployment givenUp(Duration patience) throws InterruptedException {
    Throwable hanging = new Throwable("where its thread is");
    hanging.setStackTrace(thread.getStackTrace());
    String problem =
        "has not started within %d s (timeouts.start); its thread '%s' is left behind"
            .formatted(patience.toSeconds(), thread.getName());
    Deployment givenUp = failed(problem, hanging);
    if (result.complete(givenUp)) {
      thread.interrupt(); // many a wait ends by that, and nothing is expected of it any more
      return givenUp;
    }
    return await(Duration.ofDays(1)); // it came at the last moment, so this does not wait
  }

  private Failed failed(String problem, @Nullable Throwable cause) {
    return new Failed(content.spec(), List.of(), stage, new DeploymentException(problem, cause));
  }

  Building status() {
    return new Building(content.spec().version(), number, stage, begun);
  }
}
