package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.config.LoginSettings;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.generations.Policy;
import io.culvert.container.session.SessionSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServerRunTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger stops = new AtomicInteger();

  @Test
  void aServerThatRunsIsStoppedByItself() throws Exception {
    ServerRun run =
        run(
            Duration.ofMinutes(1),
            (_, _, startUp) -> {
              startUp.whenCalledOff(() -> stops.addAndGet(100));
              startUp.complete();
              return new IdleServer(stops);
            });

    assertTrue(run.begin());
    run.end();

    assertEquals(1, stops.get());
    assertTrue(said().endsWith("Culvert stopped\n"), said());
  }

  @Test
  void aStartThatIsCalledOffStopsListeningAtOnceAndEndsAtItsNextStep() throws Exception {
    CountDownLatch deploying = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    ServerRun run =
        run(
            Duration.ofMinutes(1),
            (_, _, startUp) -> {
              startUp.whenCalledOff(hungUp::countDown);
              deploying.countDown();
              await(hungUp);
              startUp.check();
              throw new AssertionError("the start went on");
            });
    CompletableFuture<Boolean> begun = CompletableFuture.supplyAsync(run::begin);
    deploying.await();

    run.end();

    assertTrue(begun.get());
    assertEquals(0, stops.get());
    assertTrue(said().contains("has not started yet"), said());
    assertTrue(said().endsWith("Culvert stopped\n"), said());
  }

  @Test
  void aServerThatComesUpAfterItWasCalledOffIsStopped() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch deploying = new CountDownLatch(1);
    ServerRun run =
        run(
            Duration.ofMinutes(1),
            (_, _, startUp) -> {
              startUp.whenCalledOff(hungUp::countDown);
              deploying.countDown();
              await(hungUp);
              return new IdleServer(stops);
            });
    CompletableFuture<Boolean> begun = CompletableFuture.supplyAsync(run::begin);
    deploying.await();

    run.end();

    assertTrue(begun.get());
    assertEquals(1, stops.get());
  }

  @Test
  void anApplicationThatNeverStartsIsNotWaitedForLongerThanTheGrace() throws Exception {
    CountDownLatch deploying = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ServerRun run =
        run(
            Duration.ofMillis(1),
            (_, _, _) -> {
              deploying.countDown();
              await(never);
              return new IdleServer(stops);
            });
    CompletableFuture<Boolean> begun = CompletableFuture.supplyAsync(run::begin);
    deploying.await();

    run.end();

    assertTrue(said().endsWith("while an application was still being started\n"), said());
    never.countDown();
    begun.get();
  }

  @Test
  void aStartThatFailsLeavesNothingToEnd() {
    ServerRun run =
        run(
            Duration.ofMinutes(1),
            (_, _, _) -> {
              throw new IOException("address in use");
            });

    assertFalse(run.begin());
    assertEquals("address in use\n", said());
  }

  @Test
  void aStepAfterTheCallOffIsRefused() {
    StartUp startUp = new StartUp();
    startUp.callOff();

    assertThrows(CalledOffException.class, startUp::check);
    assertThrows(CalledOffException.class, startUp::complete);
    assertThrows(
        CalledOffException.class, () -> startUp.whenCalledOff(() -> stops.incrementAndGet()));
    assertEquals(0, stops.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private ServerRun run(Duration grace, ServerLauncher launcher) {
    ServerConfig config =
        new ServerConfig(
            FcgiServerConfig.on(Endpoint.parse("127.0.0.1:0")),
            List.of(),
            new ServerConfig.Applications(
                List.of(),
                List.of(),
                Path.of("work"),
                new Policy(Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(1), false)),
            new ServerConfig.Pages(CompileMode.LAZY, false),
            new ServerConfig.Requests(0, PlayedRoles.RESPONDER),
            LoginSettings.of(Path.of("no-users.toml")),
            SessionSettings.inMemory(),
            grace);
    Surroundings.Streams streams =
        new Surroundings.Streams(
            InputStream.nullInputStream(), new ByteArrayOutputStream(), err, Style.PLAIN);
    Surroundings surroundings =
        new Surroundings(
            new Surroundings.Folders(Path.of(""), Path.of("")), Map.of(), streams, Terminal::live);
    return new ServerRun(surroundings, launcher, config);
  }

  private record IdleServer(AtomicInteger stops) implements RunningServer {
    @Override
    public List<Endpoint> endpoints() {
      return List.of();
    }

    @Override
    public List<InetSocketAddress> http() {
      return List.of();
    }

    @Override
    public List<AppStatus> applications() {
      return List.of();
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
    }
  }
}
