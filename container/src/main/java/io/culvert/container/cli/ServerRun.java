package io.culvert.container.cli;

import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of the server, which may be asked to end at any time: by another thread, once. */
final class ServerRun {
  private final Surroundings.Streams streams;
  private final ServerLauncher launcher;
  private final ServerConfig config;
  private final StartUp startUp;

  /** What came of the start: nothing if it failed or was called off. */
  private final CompletableFuture<Optional<RunningServer>> started = new CompletableFuture<>();

  ServerRun(Surroundings surroundings, ServerLauncher launcher, ServerConfig config) {
    this.streams = surroundings.streams();
    this.launcher = launcher;
    this.config = config;
    this.startUp = new StartUp(surroundings.lifetime()::requestEnd);
  }

  /** Starts the server; returns whether it runs or was called off, and not failed. */
  boolean begin() {
    Optional<RunningServer> server = Optional.empty();
    try {
      server = Optional.of(launch());
      return true;
    } catch (CalledOffException _) {
      return true;
    } catch (IOException e) {
      streams.errWriter().println(streams.style().bad(String.valueOf(e.getMessage())));
      return false;
    } finally {
      started.complete(server);
    }
  }

  private RunningServer launch() throws IOException, CalledOffException {
    long begun = System.nanoTime();
    StartReport report = new StartReport(streams.errWriter(), streams.style());
    RunningServer server = launcher.launch(config, report, startUp);
    report.print(server, config.sessions(), Duration.ofNanos(System.nanoTime() - begun));
    return server;
  }

  /**
   * Ends the server. One that is just being started has as long as running requests would have to
   * come to a point where it can be undone.
   */
  void end() {
    PrintWriter err = streams.errWriter();
    err.println(
        started.isDone()
            ? "Culvert stops when its running requests have ended"
            : "Culvert stops, though it has not started yet");
    startUp.callOff();
    try {
      started.get(config.shutdown().toNanos(), TimeUnit.NANOSECONDS).ifPresent(RunningServer::stop);
      err.println("Culvert stopped");
    } catch (TimeoutException _) {
      err.println("Culvert stopped while an application was still being started");
    } catch (ExecutionException e) {
      throw new AssertionError("a start never ends with an exception", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
