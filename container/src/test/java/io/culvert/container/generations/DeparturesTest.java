package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.container.apps.AppStatus.Phase;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What serves no more is stopped, whatever comes in between. */
final class DeparturesTest {
  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();

  private Means means() {
    return new Means(
        fake,
        new Turns(1, Duration.ofSeconds(10)),
        new Shelf(folder.resolve("state")),
        new Policy(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), false),
        InstantSource.fixed(Instant.EPOCH),
        new AtomicBoolean());
  }

  private Generation generation() throws Exception {
    DeploymentSpec spec =
        new DeploymentSpec("", "/shop", FakeApps.war(folder.resolve("shop.war"), "shop"));
    Running running = (Running) fake.start(spec, List.of(), _ -> {});
    return new Generation(
        1, new Content(spec, "digest"), running, new PopularPaths(0), Instant.EPOCH);
  }

  /** Has no thread at first, as a process that has reached its limit. */
  private static ThreadFactory failing(AtomicInteger calls) {
    return task -> {
      if (calls.getAndIncrement() == 0) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return new Thread(task);
    };
  }

  @Test
  void aGenerationWithoutAThreadToEndOnIsStoppedAtTheNextAttempt() throws Exception {
    AtomicInteger threads = new AtomicInteger();
    Departures departures = new Departures(means(), failing(threads));
    departures.begin(generation());
    assertEquals(1, departures.unstopped().size(), "the server would not stop it either");
    assertEquals(Phase.DRAINING, departures.status().getFirst().phase());
    departures.tryAgain();
    assertEquals("shop", fake.stopped.poll(30, TimeUnit.SECONDS));
    departures.tryAgain();
    assertEquals(2, threads.get(), "it is ended once");
  }
}
