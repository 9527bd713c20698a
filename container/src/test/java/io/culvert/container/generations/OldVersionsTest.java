package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.DeployRequest;
import io.culvert.container.apps.Outcome;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are stopped when they have no sessions left. */
@Timeout(60)
final class OldVersionsTest {
  private static final AppName SIDE = AppName.parse("/side");

  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();
  private LiveApplications live;

  @BeforeEach
  void start() throws Exception {
    Path webapps = Files.createDirectories(folder.resolve("webapps"));
    live =
        new LiveApplications(
            new LiveApplications.Wanted(List.of(), List.of(webapps), folder.resolve("state")),
            new Policy(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), true),
            fake,
            new HostRouter(HostTable.EMPTY),
            Instant::now);
    live.start().get(30, TimeUnit.SECONDS);
    deploy("/side", "1", "one");
    deploy("/side", "2", "two");
    deploy("/side", "2", "two");
    assertEquals("one", fake.stopped.poll(30, TimeUnit.SECONDS));
    assertEquals(List.of("2"), serving());
  }

  @AfterEach
  void stop() throws Exception {
    live.close();
  }

  private Outcome deploy(String path, String version, String text) throws Exception {
    Path war = FakeApps.war(folder.resolve("new.war"), text);
    return live.deploy(new DeployRequest(AppName.parse(path), version, war));
  }

  private List<String> serving() {
    return live.find(SIDE).orElseThrow().serving().stream().map(each -> each.version()).toList();
  }

  /** As the watch of the folder would; what is missing is missed at the second time. */
  private void look() throws Exception {
    deploy("/other", "", "other");
    deploy("/other", "", "other");
  }

  private void awaitServing(String version) {
    while (!serving().equals(List.of(version))) {
      assertFalse(Thread.interrupted(), "nobody serves but " + serving()); // the time is over
      Thread.onSpinWait();
    }
  }

  @Test
  void theLowerOneStaysEndedWhateverIsStartedAgainAboveIt() throws Exception {
    deploy("/side", "2", "two");
    assertEquals(List.of("2"), serving());
    live.redeploy(SIDE);
    assertEquals(List.of("2"), serving());
    assertEquals(List.of("/side##1 one", "/side##2 two", "/side##2 two"), fake.started);
  }

  @Test
  void whoDeploysTheLowerOneAgainIsToldWhyItDoesNotServe() throws Exception {
    assertEquals(
        new Outcome.Unchanged(
            "/side##1: has ended with its last session; it serves again when no higher version does"),
        deploy("/side", "1", "one"));
    assertEquals(List.of("2"), serving());
    assertEquals(
        new Outcome.Done("/side##1: generation 3 serves"), deploy("/side", "1", "another"));
  }

  @Test
  void theLowerOneIsBackWhenTheHigherOneIsGone() throws Exception {
    Files.delete(folder.resolve("webapps/side##2.war"));
    look();
    awaitServing("1");
    assertEquals("two", fake.stopped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void theLowerOneIsBackWhenWhatFollowsTheHigherOneFails() throws Exception {
    Files.delete(folder.resolve("webapps/side##2.war"));
    FakeApps.war(folder.resolve("webapps/side##3.war"), "fail");
    look();
    awaitServing("1");
  }
}
