package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.Neighbours.Found;
import io.culvert.container.hosts.HostNames;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which applications one may be told of. */
final class LiveNeighboursTest {
  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();
  private final HostRouter router =
      new HostRouter(HostTable.EMPTY, new HostNames(Map.of(), "named.example"));
  private final LiveNeighbours neighbours = new LiveNeighbours(router, true);
  private LiveApplications live;

  private DeploymentSpec spec(String host, String path, String text) throws Exception {
    String file = (host + path).replaceAll("\\W", "_") + ".war";
    return new DeploymentSpec(host, path, FakeApps.war(folder.resolve(file), text));
  }

  private DeploymentSpec start() throws Exception {
    DeploymentSpec asking = spec("", "", "asking");
    List<DeploymentSpec> all =
        List.of(
            asking,
            spec("", "/other", "other"),
            spec("", "/broken", "fail"),
            spec("named.example", "/far", "far"));
    live =
        new LiveApplications(
            new LiveApplications.Wanted(all, List.of(), folder.resolve("state")),
            new Policy(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), false),
            fake,
            router,
            InstantSource.system());
    live.start().get(30, TimeUnit.SECONDS);
    return asking;
  }

  @AfterEach
  void stop() throws Exception {
    live.close();
  }

  private static void assertNobody(Found found) {
    assertInstanceOf(Found.Nobody.class, found);
  }

  @Test
  void applicationsOfTheSameHostThatServeAreFound() throws Exception {
    DeploymentSpec asking = start();
    assertInstanceOf(Found.Other.class, neighbours.find(asking, "/other", null));
    assertInstanceOf(Found.Other.class, neighbours.find(asking, "/other/x", null));
    assertInstanceOf(Found.Itself.class, neighbours.find(asking, "", null));
    assertInstanceOf(Found.Itself.class, neighbours.find(asking, "/far", null));
    assertNobody(neighbours.find(asking, "/broken", null));
    DeploymentSpec far = spec("named.example", "/far", "far");
    assertInstanceOf(Found.Itself.class, neighbours.find(far, "/far/x", null));
    assertNobody(neighbours.find(far, "/other", null));
  }

  @Test
  void nobodyIsFoundOnAnotherHostThoughItStandsInForThisOne() throws Exception {
    start();
    DeploymentSpec early = spec("early.example", "/early", "early");
    assertNobody(neighbours.find(early, "/far", null));
    assertNobody(neighbours.find(early, "/other", null));
    assertInstanceOf(Found.Itself.class, neighbours.find(early, "/early", null));
  }

  @Test
  void nobodyIsFoundWhereTheOperatorHasNotAllowedIt() throws Exception {
    DeploymentSpec asking = start();
    LiveNeighbours shut = new LiveNeighbours(router, false);
    assertNobody(shut.find(asking, "/other", null));
    assertInstanceOf(Found.Itself.class, shut.find(asking, "/", null));
  }
}
