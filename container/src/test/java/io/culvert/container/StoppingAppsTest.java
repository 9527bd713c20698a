package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.IdleApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StoppingAppsTest {
  @Test
  void applicationThatNeverStopsIsLeftBehindAndTheOthersAreStopped() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Deployment.Running stuck =
        running(
            "/stuck",
            () -> {
              hanging.countDown();
              awaitUninterrupted(never);
            });
    Deployment.Running good = running("/good", stopped::countDown);

    new StoppingApps(Duration.ofMillis(20)).stop(List.of(stuck, good));

    hanging.await();
    stopped.await();
    assertEquals(1, never.getCount(), "it returned although one hangs");
    never.countDown();
  }

  @Test
  void applicationsThatStopAreWaitedFor() throws Exception {
    boolean[] stopped = new boolean[2];
    new StoppingApps(Duration.ofMinutes(1))
        .stop(
            List.of(
                running("/one", () -> stopped[0] = true),
                running("/two", () -> stopped[1] = true)));
    assertTrue(stopped[0] && stopped[1]);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody may interrupt", e);
    }
  }

  private static Deployment.Running running(String path, Runnable stop) {
    return new Deployment.Running(
        new DeploymentSpec("", path, Path.of("x.war")),
        List.of(),
        _ -> {},
        new IdleApp(Path.of("x"), stop));
  }
}
