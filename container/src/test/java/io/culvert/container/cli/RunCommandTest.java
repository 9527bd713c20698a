package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Settings;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.StageTiming;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.deploy.DeploymentException;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.IdleApp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
  private static final Path ROOT = Path.of("/srv/root.war");
  private static final Path SHOP = Path.of("/srv/shop.war");

  @TempDir Path home;

  @Test
  void theReportTellsWhatRunsWhereAndWhatFailedWhy() {
    FakeServer server = new FakeServer(List.of(running(), failed()));
    Terminal terminal = new Terminal(home, (_, events, _) -> server.launched(events));

    assertEquals(0, terminal.run("run", "--listen", "127.0.0.1:1"));

    String report = terminal.err();
    assertTrue(report.contains("running  /  " + ROOT + "  15 ms (unpack 12, start 3)"), report);
    assertTrue(report.contains("failed   /shop  " + SHOP + "  in stage describe"), report);
    assertTrue(report.contains("WEB-INF/web.xml:12: no such servlet"), report);
    assertTrue(report.contains("caused by java.lang.IllegalStateException: inner"), report);
    assertTrue(report.contains("at io.culvert.container.cli.RunCommandTest.failed("), report);
    assertTrue(report.contains("FastCGI   listens on 127.0.0.1:1234"), report);
    assertTrue(report.contains("HTTP      listens on http://[::1]:8080/"), report);
    assertTrue(report.contains("sessions  are kept in memory, and in "), report);
    assertTrue(report.contains("note: webapps/x: ignored"), report);
    assertTrue(report.contains("1 application running, 1 failed"), report);
    assertFalse(report.contains("\033"), report);
    assertEquals("", terminal.out());
    assertTrue(server.stopped);
    assertTrue(report.endsWith("Culvert stopped\n"), report);
  }

  @Test
  void eachApplicationIsReportedBeforeTheNextOneIsDeployed() {
    List<String> seen = new ArrayList<>();
    Terminal[] terminal = new Terminal[1];
    terminal[0] =
        new Terminal(
            home,
            (_, events, _) -> {
              FakeServer server = new FakeServer(List.of(failed())).launched(events);
              seen.add(terminal[0].err());
              return server;
            });

    terminal[0].run("run", "--listen", "127.0.0.1:1");

    assertTrue(seen.getFirst().contains("failed   /shop"), seen.getFirst());
    assertEquals(1, terminal[0].err().split("failed   /shop", -1).length - 1);
  }

  @Test
  void onATerminalTheReportHasColours() {
    Terminal terminal =
        new Terminal(home, (_, events, _) -> new FakeServer(List.of(failed())).launched(events))
            .withColours();

    terminal.run("run", "--listen", "127.0.0.1:1");

    assertTrue(terminal.err().contains("\033[1;31mfailed\033[0m"), terminal.err());
  }

  @Test
  void anAddressInUseIsOneMessageAndAFailure() {
    Terminal terminal =
        new Terminal(
            home,
            (_, _, _) -> {
              throw new IOException("unix:/s: cannot listen: a running server owns this socket");
            });

    assertEquals(1, terminal.run("run"));
    assertEquals("unix:/s: cannot listen: a running server owns this socket\n", terminal.err());
  }

  @Test
  void allProblemsOfTheConfigurationAreToldAndNothingIsStarted() throws IOException {
    Path file = Files.writeString(home.resolve("bad.toml"), "lisen = 'x'\nhttp = 'x'\n");
    Terminal terminal = new Terminal(home, (_, _, _) -> new FakeServer(List.of()));

    assertEquals(2, terminal.run("run", "--config", file.toString(), "--listen", "x"));

    assertTrue(terminal.err().contains("--listen: 'x' is not an address"), terminal.err());
    assertTrue(terminal.err().contains(file + ":1: no such key 'lisen'"), terminal.err());
    assertTrue(terminal.err().contains(file + ":2: http: 'x' is not HOST:PORT"), terminal.err());
    assertTrue(terminal.err().contains("3 problems; nothing is started"), terminal.err());
    assertEquals(List.of(), terminal.launched);
  }

  @Test
  void optionsBecomeConfiguration() {
    Terminal terminal = new Terminal(home, (_, _, _) -> new FakeServer(List.of()));
    terminal.environment.put("CULVERT_LISTEN", "127.0.0.1:7");

    terminal.run(
        "run",
        "--listen",
        "127.0.0.1:1",
        "--listen=unix:a.sock",
        "--app",
        "/:a.war",
        "--app",
        "shop.example:/shop:b.war",
        "--webapps",
        "w",
        "--limits-running",
        "9");

    var config = terminal.launched.getFirst();
    assertEquals(
        List.of(Endpoint.parse("127.0.0.1:1"), Endpoint.parse("unix:" + home + "/a.sock")),
        config.connector().endpoints());
    assertEquals(
        List.of("/", "shop.example/shop"),
        config.applications().named().stream().map(DeploymentSpec::displayName).toList());
    assertEquals(List.of(home.resolve("w")), config.applications().webapps());
    assertEquals(9, config.connector().limits().running());
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    Terminal terminal = Terminal.without(home);

    assertEquals(2, terminal.run("run", "--lisen", "x"));
    assertTrue(terminal.err().contains("--lisen"), terminal.err());
    assertTrue(terminal.err().contains("--listen"), terminal.err());
    assertEquals(2, terminal.run());
    assertEquals(2, terminal.run("walk"));
  }

  @Test
  void helpNamesEverySettingWithItsOptionAndVariable() {
    Terminal terminal = Terminal.without(home);

    assertEquals(0, terminal.run("run", "--help"));

    for (Setting<?> setting : Settings.ofLaunch()) {
      assertTrue(terminal.out().contains(setting.option() + "="), setting.option());
      assertTrue(
          terminal.out().replaceAll("\\s+", " ").contains(setting.variable()), setting.variable());
    }
    assertTrue(terminal.out().contains("culvert run --listen unix:"), terminal.out());
  }

  @Test
  void helpOfTheWholeNamesTheCommands() {
    Terminal terminal = Terminal.without(home);

    assertEquals(0, terminal.run("--help"));

    for (String command : List.of("run", "get", "frontend", "version", "First steps")) {
      assertTrue(terminal.out().contains(command), terminal.out());
    }
  }

  @Test
  void versionTellsWhatRuns() {
    Terminal terminal = Terminal.without(home);

    assertEquals(0, terminal.run("version"));

    assertTrue(
        terminal.out().matches("(?s)Culvert [0-9]+\\.[0-9]+\\..*Java 2[5-9].*"), terminal.out());
  }

  private static Deployment running() {
    return new Deployment.Running(
        new DeploymentSpec("", "", ROOT),
        List.of(
            new StageTiming("unpack", Duration.ofMillis(12)),
            new StageTiming("start", Duration.ofMillis(3))),
        _ -> {},
        new IdleApp(ROOT, () -> {}));
  }

  private static Deployment failed() {
    return new Deployment.Failed(
        new DeploymentSpec("", "/shop", SHOP),
        List.of(),
        "describe",
        new DeploymentException(
            "WEB-INF/web.xml:12: no such servlet",
            new RuntimeException("outer", new IllegalStateException("inner"))));
  }

  private static final class FakeServer implements RunningServer {
    private final List<Deployment> deployments;
    boolean stopped;

    FakeServer(List<Deployment> deployments) {
      this.deployments = deployments;
    }

    FakeServer launched(DeploymentEvents events) {
      for (Deployment deployment : deployments) {
        switch (deployment) {
          case Deployment.Running running -> events.started(running);
          case Deployment.Failed failed -> events.failed(failed);
          case Deployment.Stopped stopped -> events.stopped(stopped.spec());
        }
      }
      return this;
    }

    @Override
    public List<Endpoint> endpoints() {
      return List.of(Endpoint.parse("127.0.0.1:1234"));
    }

    @Override
    public List<InetSocketAddress> http() {
      return List.of(InetSocketAddress.createUnresolved("::1", 8080));
    }

    @Override
    public List<AppStatus> applications() {
      return deployments.stream().map(FakeServer::status).toList();
    }

    private static AppStatus status(Deployment deployment) {
      return new AppStatus(
          AppName.of(deployment.spec()),
          deployment instanceof Deployment.Running ? State.RUNNING : State.FAILED,
          Instant.EPOCH,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    @Override
    public List<String> notes() {
      return List.of("webapps/x: ignored");
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }
}
