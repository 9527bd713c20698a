package io.culvert.container.cli;

import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.deploy.Deployment;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the operator what runs, where, how long it took to start, and what went wrong. */
final class StartReport {
  private static final int MAX_CAUSES = 6;

  private final PrintWriter out;
  private final Style style;

  StartReport(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(RunningServer server, Duration took) {
    server.notes().forEach(note -> out.println(style.faint("note: " + note)));
    server.deployments().forEach(this::print);
    server.endpoints().forEach(endpoint -> listening("FastCGI", endpoint.toString()));
    server
        .http()
        .forEach(http -> listening("HTTP", "http://%s:%d/".formatted(host(http), http.getPort())));
    long failed = server.deployments().stream().filter(Deployment.Failed.class::isInstance).count();
    long running = server.deployments().size() - failed;
    String summary =
        "Culvert %s started in %d ms: %d %s running%s"
            .formatted(
                Version.current(),
                took.toMillis(),
                running,
                running == 1 ? "application" : "applications",
                failed == 0 ? "" : ", " + style.bad(failed + " failed"));
    out.println(style.strong(summary));
    out.flush();
  }

  private static String host(java.net.InetSocketAddress address) {
    String host = address.getHostString();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void listening(String protocol, String address) {
    out.printf("%-9s listens on %s%n", protocol, style.strong(address));
  }

  private void print(Deployment deployment) {
    String address = deployment.spec().displayName();
    String timings =
        deployment.timings().stream()
            .map(timing -> timing.stage() + " " + timing.took().toMillis())
            .collect(Collectors.joining(", "));
    long total = deployment.timings().stream().mapToLong(timing -> timing.took().toMillis()).sum();
    switch (deployment) {
      case Deployment.Running running ->
          out.printf(
              "%s  %s  %s  %s%n",
              style.good("running"),
              style.strong(address),
              running.spec().war(),
              style.faint("%d ms (%s)".formatted(total, timings)));
      case Deployment.Failed failed -> print(failed);
      case Deployment.Stopped stopped ->
          out.printf("stopped  %s  %s%n", style.strong(address), stopped.spec().war());
    }
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
