package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.FakeApplications;
import io.culvert.container.jmx.ApplicationBeans;
import io.culvert.container.jmx.MBeans;
import io.culvert.container.jmx.ServerBean;
import io.culvert.container.session.FakeSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on applications, and what they say. */
@Timeout(60)
class VerbCommandTest {
  private final FakeServers servers = new FakeServers();
  private final FakeApplications applications = new FakeApplications().with("/shop").with("/");
  @TempDir private Path folder;
  private ApplicationBeans beans;

  @BeforeEach
  void start() {
    MBeans mbeans = new MBeans(servers.add(7));
    ServerBean.register(
        mbeans,
        new ServerBean.Facts("1", List.of("127.0.0.1:9000"), List.of(), "/work", "in memory"),
        () -> {},
        InstantSource.system());
    beans = ApplicationBeans.follow(mbeans, applications, new FakeSessions("none"));
  }

  @AfterEach
  void stop() {
    beans.close();
    assertEquals(0, servers.openSessions());
  }

  private Terminal terminal() {
    return Terminal.without(folder).with(servers);
  }

  /** What was said on the stream that an exit code belongs to. */
  private String run(int exitCode, String... line) {
    Terminal terminal = terminal();
    assertEquals(exitCode, terminal.run(line), terminal.err());
    return exitCode == ExitCode.SUCCESS ? terminal.out() : terminal.err();
  }

  /** The same without what was shown meanwhile, which depends on how quick the machine is. */
  private String failure(String... line) {
    return run(ExitCode.FAILURE, line).lines().toList().getLast();
  }

  @Test
  void whatWasDoneAndWhatWasNotNecessaryAreSuccesses() {
    assertEquals("/shop: takes no new users\n", run(ExitCode.SUCCESS, "drain", "/shop"));
    assertEquals("/shop: undeployed\n", run(ExitCode.SUCCESS, "undeploy", "/shop"));
    assertEquals("/shop: no such application\n", run(ExitCode.SUCCESS, "undeploy", "/shop"));
  }

  @Test
  void whatIsRefusedIsAFailureWithItsCause() {
    assertEquals("/x: no such application", failure("rollback", "/x"));
    assertTrue(failure("drain", "x").contains("'x'"));
  }

  @Test
  void whoDoesNotWaitIsToldThatItHasBegun() throws Exception {
    CountDownLatch gate = applications.holdRedeploy("/shop");
    String begun = ": redeploy has begun; the log and the status tell what comes of it\n";
    assertEquals("/shop" + begun, run(ExitCode.SUCCESS, "redeploy", "--no-wait", "/shop"));
    gate.countDown();
    Files.createFile(folder.resolve("new.war"));
    String deployed = run(ExitCode.SUCCESS, "deploy", "--no-wait", "new.war");
    assertTrue(deployed.startsWith("/new: deploy has begun"), deployed);
    while (applications.find(AppName.parse("/new")).isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals("/x: no such application is deployed", failure("rollback", "--no-wait", "/x"));
  }

  @Test
  void severalApplicationsAreDoneOneAfterTheOtherAlsoWhenOneFails() {
    assertEquals(
        "/: takes new users\n/shop: takes new users\n", run(ExitCode.SUCCESS, "resume", "--all"));
    Terminal terminal = terminal();
    assertEquals(ExitCode.FAILURE, terminal.run("redeploy", "/x", "/shop"));
    assertEquals("/shop: generation 4 serves\n", terminal.out());
    assertTrue(terminal.err().contains("/x: no such application\n"), terminal.err());
  }

  @Test
  void aCommandLineThatNamesNothingIsRefused() {
    assertTrue(
        run(ExitCode.USAGE, "redeploy")
            .contains("say which applications, such as /shop, or --all"));
    run(ExitCode.USAGE, "redeploy", "--all", "/shop");
    assertTrue(run(ExitCode.USAGE, "undeploy", "--all").contains("Unknown option: '--all'"));
  }

  @Test
  void aWarIsReadWhereTheCommandIsCalled() throws Exception {
    Files.createFile(folder.resolve("new.war"));
    Files.createFile(folder.resolve("broken.war"));
    assertEquals("/new: version '' serves\n", run(ExitCode.SUCCESS, "deploy", "new.war"));
    assertEquals("h:/: version '2' serves\n", run(ExitCode.SUCCESS, "deploy", "new.war", "h:/##2"));
    assertEquals("/b: failed in stage start", failure("deploy", "broken.war", "/b"));
    assertTrue(
        run(ExitCode.USAGE, "deploy", "missing.war")
            .startsWith("missing.war: there is no such file, or it cannot be read"));
  }

  @Test
  void theStageIsShownWhileAServerWorks() throws Exception {
    CountDownLatch gate = applications.holdRedeploy("/shop");
    Terminal terminal = terminal();
    Thread command = Thread.ofPlatform().start(() -> terminal.run("redeploy", "/shop"));
    while (!terminal.err().contains("redeploy /shop: describe\n")) {
      Thread.onSpinWait();
    }
    gate.countDown();
    command.join();
    assertEquals("/shop: generation 4 serves\n", terminal.out());
  }

  @Test
  void onATerminalTheStageIsALineThatGoesAway() throws Exception {
    CountDownLatch gate = applications.holdRedeploy("/shop");
    Terminal terminal = terminal().withColours();
    Thread command = Thread.ofPlatform().start(() -> terminal.run("redeploy", "/shop"));
    while (!terminal.err().contains("\r\033[K\033[2mredeploy /shop: describe …\033[0m")) {
      Thread.onSpinWait();
    }
    gate.countDown();
    command.join();
    assertTrue(terminal.err().endsWith("\r\033[K"), terminal.err());
  }

  @Test
  void listAndStatusShowEveryApplication() {
    String list = run(ExitCode.SUCCESS, "list");
    assertTrue(list.replaceAll(" +", " ").contains("/shop running 2.1 /srv/shop.war\n"), list);
    String status = run(ExitCode.SUCCESS, "status");
    assertTrue(status.replaceAll(" +", " ").contains("/shop running 2.1 3 2000 4 14 10\n"), status);
    assertTrue(status.contains("/shop: generation 1: thread 'timer' runs on\n"), status);
    assertTrue(
        run(ExitCode.SUCCESS, "list", "--json").contains("\"stageTimings\": ["), "no stages");
  }
}
