package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.AppStatus.Failure;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rests, beside what is wanted. */
final class RosterTest {
  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();
  private final Gate gate = new Gate(() -> CompletableFuture.completedFuture(""));
  private final Roster roster = new Roster(gate, () -> Instant.EPOCH);

  private Content content(String version) throws Exception {
    Path war = FakeApps.war(folder.resolve(version + ".war"), version);
    return new Content(new DeploymentSpec("", "/shop", version, war), "digest of " + version);
  }

  private static Wish wish(Content... contents) {
    return new Wish(List.of(contents), Optional.empty());
  }

  @BeforeEach
  void theFirstRests() throws Exception {
    Content one = content("1");
    Running running = (Running) fake.start(one.spec(), List.of(), _ -> {});
    Generation serving = new Generation(1, one, running, new PopularPaths(0), Instant.EPOCH);
    roster.want(wish(one));
    roster.takeOver(serving);
    roster.rest(serving);
  }

  @Test
  void whatRestsIsToBeWokenAlsoIfAnotherVersionHasFailedBesideIt() throws Exception {
    roster.want(wish(content("2"), content("1")));
    roster.fail(content("2"), new Failure("2", 2, "start", "", Instant.EPOCH, Optional.empty()));
    roster.withdraw(List.of("2", "1"));
    assertTrue(roster.isToBeWoken());
  }

  @Test
  void whatIsWantedNoMoreIsNotWokenInTheNameOfOthers() throws Exception {
    roster.want(wish(content("2")));
    roster.withdraw(List.of("2"));
    assertFalse(roster.isToBeWoken());
  }
}
