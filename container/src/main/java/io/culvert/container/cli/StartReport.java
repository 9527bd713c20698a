package io.culvert.container.cli;

import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.session.SessionSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator what runs, where, how long it took to start, and what went wrong; of each
 * application as soon as it is known. Several may be started at once.
 */
final class StartReport implements DeploymentEvents {
  private static final int MAX_CAUSES = 6;

  private final PrintWriter out;
  private final Style style;

  StartReport(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public synchronized void started(Deployment.Running deployment) {
    print(deployment);
    out.flush();
  }

  @Override
  public synchronized void failed(Deployment.Failed deployment) {
    print(deployment);
    out.flush();
  }

  synchronized void print(RunningServer server, SessionSettings sessions, Duration took) {
    server.notes().forEach(note -> out.println(style.faint("note: " + note)));
    server.endpoints().forEach(endpoint -> listening("FastCGI", endpoint.toString()));
    server
        .http()
        .forEach(http -> listening("HTTP", "http://%s:%d/".formatted(host(http), http.getPort())));
    out.printf("sessions  are kept %s%n", sessions.place());
    long failed = count(server, State.FAILED);
    long starting = count(server, State.STARTING);
    long running = server.applications().size() - failed - starting;
    String summary =
        "Culvert %s started in %d ms: %d %s running%s%s"
            .formatted(
                Version.current(),
                took.toMillis(),
                running,
                running == 1 ? "application" : "applications",
                starting == 0 ? "" : ", %d being started".formatted(starting),
                failed == 0 ? "" : ", " + style.bad(failed + " failed"));
    out.println(style.strong(summary));
    out.flush();
  }

  private static long count(RunningServer server, State state) {
    return server.applications().stream().filter(app -> app.state() == state).count();
  }

  private static String host(java.net.InetSocketAddress address) {
    String host = address.getHostString();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void listening(String protocol, String address) {
    out.printf("%-9s listens on %s%n", protocol, style.strong(address));
  }

  private void print(Deployment.Running running) {
    String timings =
        running.timings().stream()
            .map(timing -> timing.stage() + " " + timing.took().toMillis())
            .collect(Collectors.joining(", "));
    long total = running.timings().stream().mapToLong(timing -> timing.took().toMillis()).sum();
    out.printf(
        "%s  %s  %s  %s%n",
        style.good("running"),
        style.strong(running.spec().displayName()),
        running.spec().war(),
        style.faint("%d ms (%s)".formatted(total, timings)));
  }

  private void print(Deployment.Failed failed) {
    out.printf(
        "%s   %s  %s  in stage %s%n",
        style.bad("failed"),
        style.strong(failed.spec().displayName()),
        failed.spec().war(),
        failed.stage());
    out.printf("         %s%n", failed.cause().getMessage());
    @Nullable Throwable cause = failed.cause().getCause();
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      out.printf("         caused by %s%n", cause);
      if (cause.getCause() == null && cause.getStackTrace().length > 0) {
        out.printf("           at %s%n", cause.getStackTrace()[0]);
      }
      cause = cause.getCause();
    }
  }
}
