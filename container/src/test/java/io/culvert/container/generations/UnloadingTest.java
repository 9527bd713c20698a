package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.LocalRequest;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.apps.DeployRequest;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.apps.Outcome.Refused;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.Neighbours.Found;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications that nobody asks for, and that are asked for again; time is the test's. */
@Timeout(60)
final class UnloadingTest {
  private static final Duration IDLE = Duration.ofMinutes(30);

  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();
  private final HostRouter router = new HostRouter(HostTable.EMPTY);
  private final UndertowApplication connector =
      new UndertowApplication(router, UndertowSettings.DEFAULT, AbortListener.NONE);
  private final AtomicBoolean noTime = new AtomicBoolean();
  private volatile Instant now = Instant.EPOCH;
  private LiveApplications live;

  @BeforeEach
  void start() throws Exception {
    live =
        new LiveApplications(
            new LiveApplications.Wanted(
                List.of(),
                List.of(Files.createDirectories(folder.resolve("webapps"))),
                folder.resolve("state")),
            new Policy(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), false, IDLE),
            fake,
            router,
            this::now);
    live.start().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    live.close();
    connector.close();
  }

  private Instant now() {
    if (noTime.compareAndSet(true, false)) {
      throw new IllegalStateException("out of something, for once");
    }
    return now;
  }

  private void deployBroken(String path, String version) throws Exception {
    Path war = FakeApps.war(folder.resolve("new.war"), "fail");
    AppName name = AppName.parse(path);
    assertInstanceOf(Refused.class, live.deploy(new DeployRequest(name, version, war)));
  }

  private void deploy(String path, String version, String text) throws Exception {
    Path war = FakeApps.war(folder.resolve("new.war"), text);
    assertInstanceOf(Done.class, live.deploy(new DeployRequest(AppName.parse(path), version, war)));
  }

  private int get(String path) throws Exception {
    return connector
        .ask(new LocalRequest("localhost", path, "test", Map.of()), router)
        .get(30, TimeUnit.SECONDS)
        .getStatusCode();
  }

  /** A request may be under way for a moment after its answer, and keeps what serves it in use. */
  private void awaitQuiet() {
    while (live.list().stream()
        .flatMap(app -> app.serving().stream())
        .anyMatch(serving -> serving.traffic().running() > 0)) {
      Thread.onSpinWait();
    }
  }

  private AppStatus status(String path) {
    return live.find(AppName.parse(path)).orElseThrow();
  }

  private State state(String path) {
    return status(path).state();
  }

  /** Lets time pass, looks for idle ones, and waits until they are unloaded. */
  private void later(Duration time) {
    awaitQuiet();
    now = now.plus(time);
    live.unloadIdle().join();
  }

  private void awaitStopped(String text) throws InterruptedException {
    assertEquals(text, fake.stopped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void whatNobodyAsksForIsStoppedAndTheNextRequestStartsItAgain() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE.minusSeconds(1));
    assertEquals(State.RUNNING, state("/shop"));
    later(Duration.ofSeconds(1));
    assertEquals(State.IDLE, state("/shop"));
    awaitStopped("shop");
    assertEquals(List.of(), status("/shop").serving());
    assertEquals(1, router.current().mounts().size());

    assertEquals(200, get("/shop/"));
    assertEquals(State.RUNNING, state("/shop"));
    assertEquals(2, status("/shop").serving().getFirst().generation());
    assertEquals(List.of("/shop shop", "/shop shop"), fake.started);
  }

  @Test
  void whatIsAskedForNowAndThenStays() throws Exception {
    deploy("/shop", "", "shop");
    for (int i = 0; i < 3; i++) {
      assertEquals(200, get("/shop/"));
      later(IDLE.dividedBy(2));
      later(IDLE.dividedBy(2));
      assertEquals(State.RUNNING, state("/shop"), "it was asked for before the last look but one");
    }
    later(IDLE);
    assertEquals(State.IDLE, state("/shop"));
  }

  @Test
  void whatNobodyHasAskedForLongestIsUnloadedFirstAndOthersByAndBy() throws Exception {
    deploy("/a", "", "a");
    deploy("/b", "", "b");
    assertEquals(200, get("/a/"));
    later(Duration.ofMinutes(1));
    later(IDLE);
    assertEquals(List.of(State.RUNNING, State.IDLE), List.of(state("/a"), state("/b")));
    later(Duration.ZERO);
    assertEquals(List.of(State.IDLE, State.IDLE), List.of(state("/a"), state("/b")));
  }

  @Test
  void allWhoComeWhileItIsStartedAgainWaitForTheSameStart() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    fake.held = new CountDownLatch(1);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          Stream.generate(() -> visitors.submit(() -> get("/shop/"))).limit(20).toList();
      while (status("/shop").building().isEmpty()) {
        Thread.onSpinWait();
      }
      assertTrue(answers.stream().noneMatch(Future::isDone), "nobody can have been served yet");
      fake.held.countDown();
      for (Future<Integer> answer : answers) {
        assertEquals(200, answer.get());
      }
    }
    assertEquals(2, fake.started.size());
    assertEquals(20, status("/shop").serving().getFirst().traffic().requests());
  }

  @Test
  void whatDoesNotStartAgainHasFailedUntilSomebodyRedeploysIt() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    Path war = folder.resolve("webapps/shop.war");
    FakeApps.war(war, "fail");
    assertEquals(503, get("/shop/"));
    assertEquals(State.FAILED, state("/shop"));
    assertEquals(503, get("/shop/"));
    FakeApps.war(war, "shop");
    assertInstanceOf(Done.class, live.redeploy(AppName.parse("/shop")));
    assertEquals(200, get("/shop/"));
  }

  @Test
  void faultThatPassesWhileItIsWokenNeedsNoOperator() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    Path war = FakeApps.war(folder.resolve("webapps/shop.war"), "fail");
    assertEquals(503, get("/shop/"));
    assertEquals(Optional.of(now.plusSeconds(1)), status("/shop").failure().orElseThrow().retry());
    FakeApps.war(war, "shop");
    assertEquals(503, get("/shop/"), "too soon");
    now = now.plusSeconds(1);
    assertEquals(200, get("/shop/"));
    assertEquals(State.RUNNING, state("/shop"));
    assertEquals(Optional.empty(), status("/shop").failure());
  }

  @Test
  void whatFailsAgainAndAgainIsTriedLessAndLessOften() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    Path war = FakeApps.war(folder.resolve("webapps/shop.war"), "fail");
    assertEquals(503, get("/shop/"));
    int tried = status("/shop").failure().orElseThrow().generation();
    for (int seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      now = now.plusSeconds(seconds).minusMillis(1);
      assertEquals(503, get("/shop/"));
      assertEquals(tried, status("/shop").failure().orElseThrow().generation());
      now = now.plusMillis(1);
      assertEquals(503, get("/shop/"));
      tried++;
      assertEquals(tried, status("/shop").failure().orElseThrow().generation(), seconds + " s");
    }
    FakeApps.war(war, "shop");
    assertInstanceOf(Done.class, live.redeploy(AppName.parse("/shop")));
    later(IDLE);
    assertEquals(200, get("/shop/"), "and the next time at once");
  }

  @Test
  void clockThatIsSetBackDelaysNoFurtherTry() throws Exception {
    now = now.plus(Duration.ofHours(2));
    deploy("/shop", "", "shop");
    later(IDLE);
    fake.missingSomething = "shop";
    assertEquals(503, get("/shop/"));
    fake.missingSomething = "";
    now = now.minus(Duration.ofHours(1));
    assertEquals(200, get("/shop/"));
  }

  @Test
  void versionThatFailsBesideWhatRestsDoesNotEndTheTriesOfThat() throws Exception {
    deploy("/side", "5", "five");
    later(IDLE);
    fake.missingSomething = "five";
    deployBroken("/side", "6");
    assertEquals(503, get("/side/"));
    fake.missingSomething = "";
    now = now.plusSeconds(1);
    assertEquals(200, get("/side/"));
    assertEquals("5", status("/side").serving().getFirst().version());
  }

  @Test
  void newContentThatFailsIsNotTriedAgainByRequests() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    deployBroken("/shop", "");
    now = now.plus(Duration.ofHours(1));
    int tried = status("/shop").failure().orElseThrow().generation();
    assertEquals(503, get("/shop/"));
    assertEquals(tried, status("/shop").failure().orElseThrow().generation());
    assertEquals(Optional.empty(), status("/shop").failure().orElseThrow().retry());
  }

  @Test
  void whereSessionsTellWhoServesNobodyIsUnloaded() throws Exception {
    deploy("/side", "1", "one");
    deploy("/side", "2", "two");
    deploy("/drained", "", "drained");
    live.drain(AppName.parse("/drained"));
    later(IDLE);
    assertEquals(
        List.of(State.DRAINED, State.RUNNING), live.list().stream().map(AppStatus::state).toList());
  }

  @Test
  void whatWasDrainedWhileItRestedIsStartedForItsOwnUsersOnly() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    live.drain(AppName.parse("/shop"));
    assertEquals(State.IDLE, state("/shop"));
    assertEquals(503, get("/shop/"));
    assertEquals(State.DRAINED, state("/shop"));
  }

  @Test
  void verbsReachWhatRests() throws Exception {
    AppName shop = AppName.parse("/shop");
    deploy("/shop", "", "one");
    deploy("/shop", "", "two");
    awaitStopped("one");
    later(IDLE);
    assertInstanceOf(Done.class, live.rollback(shop));
    assertEquals("/shop one", fake.started.getLast());
    later(IDLE);
    assertInstanceOf(Done.class, live.redeploy(shop));
    assertEquals(State.RUNNING, state("/shop"));
    later(IDLE);
    assertInstanceOf(Done.class, live.undeploy(shop));
    assertEquals(404, get("/shop/"));
  }

  @Test
  void itsUsersAreNotServedByAVersionThatComesBesideWhatRests() throws Exception {
    deploy("/side", "5", "five");
    later(IDLE);
    deploy("/side", "6", "six");
    assertEquals(List.of("/side##5 five", "/side##6 six"), fake.started.subList(1, 3));

    Files.delete(folder.resolve("webapps/side##6.war"));
    assertInstanceOf(Done.class, live.redeploy(AppName.parse("/side")));
    later(IDLE);
    assertEquals(State.IDLE, state("/side"));
    deploy("/side", "4", "four");
    assertEquals(List.of("/side##5 five", "/side##4 four"), fake.started.subList(4, 6));
  }

  @Test
  void whatDoesNotStartInThePlaceOfWhatRestsIsRolledBack() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    deployBroken("/shop", "");
    assertEquals(503, get("/shop/"));
    assertInstanceOf(Done.class, live.rollback(AppName.parse("/shop")));
    assertEquals(200, get("/shop/"));
  }

  @Test
  void aFailureThatNobodyExpectedWhileItWasWokenIsOver() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    noTime.set(true);
    assertEquals(503, get("/shop/"));
    assertInstanceOf(Done.class, live.redeploy(AppName.parse("/shop")));
    assertInstanceOf(Refused.class, live.rollback(AppName.parse("/shop")), "there is no other");
  }

  @Test
  void whoIsJustStartingDoesNotWakeWhomItAsksFor() throws Exception {
    deploy("/shop", "", "shop");
    later(IDLE);
    DeploymentSpec asking = new DeploymentSpec("", "/asking", folder.resolve("asking.war"));
    assertInstanceOf(
        Found.Nobody.class, new LiveNeighbours(router, true).find(asking, "/shop", null));
    assertFalse(fake.started.size() > 1, "it was started");
  }
}
