package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.apps.DeployRequest;
import io.culvert.container.apps.Outcome;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.apps.Outcome.Refused;
import io.culvert.container.apps.Outcome.Unchanged;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs over applications that need no servlet engine; nobody looks but when asked to. */
final class LiveApplicationsTest {
  private static final AppName SHOP = AppName.parse("/shop");

  @TempDir Path folder;
  private final FakeApps fake = new FakeApps();
  private final HostRouter router = new HostRouter(HostTable.EMPTY);
  private final AtomicBoolean noTime = new AtomicBoolean();
  private Duration patience = Duration.ofSeconds(30);
  private LiveApplications live = live(Path.of(""), List.of());

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder.resolve("webapps"));
    live = live(folder, List.of());
    live.start().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    fake.release.countDown();
    live.close();
  }

  private LiveApplications live(Path in, List<DeploymentSpec> configured) {
    return new LiveApplications(
        new LiveApplications.Wanted(
            configured, List.of(in.resolve("webapps")), in.resolve("state")),
        new Policy(Duration.ZERO, patience, Duration.ofSeconds(10), false),
        fake,
        router,
        this::now);
  }

  private Instant now() {
    if (noTime.compareAndSet(true, false)) {
      throw new IllegalStateException("out of something, for once");
    }
    return Instant.now();
  }

  private Outcome deploy(String text) throws IOException {
    return deploy("", text);
  }

  private Outcome deploy(String version, String text) throws IOException {
    Path war = FakeApps.war(folder.resolve("new.war"), text);
    return live.deploy(new DeployRequest(SHOP, version, war));
  }

  private AppStatus shop() {
    return live.find(SHOP).orElseThrow();
  }

  private List<String> answering() {
    return shop().serving().stream().map(each -> each.version()).toList();
  }

  private void again() throws Exception {
    live.close();
    live = live(folder, List.of());
    live.start().get(30, TimeUnit.SECONDS);
  }

  private void awaitStopped(String text) throws InterruptedException {
    assertEquals(text, fake.stopped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void deployPutsTheWarIntoTheFolderAndStartsIt() throws Exception {
    assertInstanceOf(Done.class, deploy("one"));
    assertTrue(Files.exists(folder.resolve("webapps/shop.war")));
    assertEquals(State.RUNNING, shop().state());
    assertEquals(1, router.current().mounts().size());
    assertInstanceOf(Unchanged.class, deploy("one"));
    assertEquals(List.of("/shop one"), fake.started);
  }

  @Test
  void theNextGenerationTakesOverAndTheOneBeforeItEnds() throws Exception {
    deploy("one");
    Outcome outcome = deploy("two");
    assertEquals("/shop: generation 2 serves, generation 1 ends", ((Done) outcome).what());
    awaitStopped("one");
    assertTrue(fake.ended.tryAcquire(30, TimeUnit.SECONDS), "nobody was told of its end");
    assertEquals(2, shop().serving().getFirst().generation());
  }

  @Test
  void aGenerationThatFailsLeavesTheOneBeforeItServing() throws Exception {
    deploy("one");
    Refused refused = assertInstanceOf(Refused.class, deploy("fail"));
    assertEquals(
        "/shop: generation 2 failed in stage start: it says so; generation 1 goes on serving",
        refused.problem());
    assertEquals(State.RUNNING, shop().state());
    assertEquals("it says so", shop().failure().orElseThrow().cause());
    assertTrue(fake.stopped.isEmpty());
  }

  @Test
  void theFirstGenerationThatFailsLeavesAnApplicationThatHasFailed() throws Exception {
    assertInstanceOf(Refused.class, deploy("fail"));
    assertEquals(State.FAILED, shop().state());
    assertEquals(1, router.current().mounts().size(), "it answers 503, not 404");
  }

  @Test
  void aGenerationThatHangsIsGivenUpAndOthersAreNotHeldUp() throws Exception {
    patience = Duration.ofSeconds(2);
    again();
    deploy("one");
    Refused refused = assertInstanceOf(Refused.class, deploy("hang"));
    assertTrue(refused.problem().contains("timeouts.start"), refused.problem());
    assertEquals(State.RUNNING, shop().state());
    assertInstanceOf(Done.class, deploy("two"));
    awaitStopped("one");
  }

  @Test
  void whatIsNoArchiveIsRefusedBeforeItIsPutAnywhere() throws Exception {
    Path text = Files.writeString(folder.resolve("x.war"), "not a WAR");
    Refused refused =
        assertInstanceOf(Refused.class, live.deploy(new DeployRequest(SHOP, "", text)));
    assertTrue(refused.problem().contains("is no WAR"), refused.problem());
    assertEquals(0, folder.resolve("webapps").toFile().list().length);
  }

  @Test
  void undeployTakesTheWarAwayAndCanBeRepeated() throws Exception {
    deploy("one");
    assertInstanceOf(Done.class, live.undeploy(SHOP));
    awaitStopped("one");
    assertEquals(0, folder.resolve("webapps").toFile().list().length);
    assertEquals(List.of(), router.current().mounts());
    assertInstanceOf(Unchanged.class, live.undeploy(AppName.parse("/none")));
  }

  @Test
  void aConfiguredApplicationIsStoppedUntilItIsRedeployed() throws Exception {
    Path war = FakeApps.war(folder.resolve("own.war"), "own");
    live.close();
    live = live(folder, List.of(new DeploymentSpec("", "/shop", war)));
    live.start().get(30, TimeUnit.SECONDS);
    assertInstanceOf(Refused.class, deploy("other"));
    assertInstanceOf(Done.class, live.undeploy(SHOP));
    assertEquals(List.of(), router.current().mounts());
    assertInstanceOf(Done.class, live.redeploy(SHOP));
    assertEquals(State.RUNNING, shop().state());
  }

  @Test
  void redeployStartsTheSameContentAnew() throws Exception {
    deploy("one");
    assertInstanceOf(Done.class, live.redeploy(SHOP));
    assertEquals(List.of("/shop one", "/shop one"), fake.started);
    assertInstanceOf(Refused.class, live.redeploy(AppName.parse("/none")));
  }

  @Test
  void rollbackServesTheContentBeforeAlsoAfterARestartUntilTheWarChanges() throws Exception {
    deploy("one");
    assertInstanceOf(Refused.class, live.rollback(SHOP), "there is nothing to go back to");
    deploy("two");
    assertInstanceOf(Done.class, live.rollback(SHOP));
    assertInstanceOf(Unchanged.class, live.rollback(SHOP));
    assertEquals("/shop one", fake.started.getLast());
    assertTrue(shop().held().isPresent());
    again();
    assertEquals(List.of("/shop one", "/shop two", "/shop one", "/shop one"), fake.started);
    deploy("three");
    assertEquals("/shop three", fake.started.getLast());
    assertTrue(shop().held().isEmpty());
  }

  @Test
  void redeployEndsARollback() throws Exception {
    deploy("one");
    deploy("two");
    live.rollback(SHOP);
    assertInstanceOf(Done.class, live.redeploy(SHOP));
    assertEquals("/shop two", fake.started.getLast());
  }

  @Test
  void rollbackFromAContentThatHasFailedHoldsTheOneThatServes() throws Exception {
    deploy("one");
    deploy("fail");
    Done done = assertInstanceOf(Done.class, live.rollback(SHOP));
    assertTrue(done.what().contains("generation 1 goes on serving"), done.what());
    assertInstanceOf(Unchanged.class, live.rollback(SHOP));
    again();
    assertEquals(State.RUNNING, shop().state());
    assertEquals("/shop one", fake.started.getLast());
  }

  @Test
  void theHighestVersionComesFirstAndRollbackPrefersTheOneBelow() throws Exception {
    deploy("9", "nine");
    deploy("10", "ten");
    assertEquals(List.of("10", "9"), answering());
    assertInstanceOf(Done.class, live.rollback(SHOP));
    assertEquals(List.of("9", "10"), answering());
    again();
    assertEquals(List.of("9", "10"), answering());
    live.redeploy(SHOP);
    assertEquals(List.of("10", "9"), answering());
  }

  @Test
  void drainHoldsThroughARedeployUntilResume() throws Exception {
    deploy("one");
    assertInstanceOf(Done.class, live.drain(SHOP));
    assertInstanceOf(Unchanged.class, live.drain(SHOP));
    deploy("two");
    assertEquals(State.DRAINED, shop().state());
    assertInstanceOf(Done.class, live.resume(SHOP));
    assertEquals(State.RUNNING, shop().state());
  }

  @Test
  void aWarThatCannotBeReadHasFailedAndWasNotRolledBack() throws Exception {
    Path war = FakeApps.war(folder.resolve("own.war"), "own");
    List<DeploymentSpec> configured = List.of(new DeploymentSpec("", "/shop", war));
    live.close();
    live = live(folder, configured);
    live.start().get(30, TimeUnit.SECONDS);
    Files.delete(war);
    live.close();
    live = live(folder, configured);
    live.start().get(30, TimeUnit.SECONDS);
    assertEquals(State.FAILED, shop().state());
    assertEquals(Optional.empty(), shop().held());
    assertEquals(List.of("/shop own"), fake.started, "what was kept of it is not served instead");
    Refused refused = assertInstanceOf(Refused.class, live.rollback(SHOP));
    assertTrue(refused.problem().contains("own.war"), refused.problem());
  }

  @Test
  void whatFailedForNoFaultOfItsOwnIsTriedAgainAtTheNextLook() throws Exception {
    deploy("one");
    noTime.set(true);
    assertThrows(IllegalStateException.class, () -> deploy("two"));
    assertEquals(List.of("/shop one"), fake.started);
    live.start().get(30, TimeUnit.SECONDS);
    assertEquals("/shop two", fake.started.getLast());
    live.start().get(30, TimeUnit.SECONDS);
    assertEquals(2, fake.started.size(), "once it has worked it is left alone");
  }

  @Test
  void touchingAWarStartsNothing() throws Exception {
    deploy("one");
    Files.setLastModifiedTime(
        folder.resolve("webapps/shop.war"), FileTime.fromMillis(System.currentTimeMillis() + 9999));
    assertInstanceOf(Unchanged.class, deploy("one"));
    assertEquals(1, fake.started.size());
  }
}
