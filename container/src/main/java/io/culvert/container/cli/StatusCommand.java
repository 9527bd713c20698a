package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert status}: how a server and its applications fare. */
@Command(
    name = "status",
    header = "Shows how a running server and its applications fare.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert status",
      "  culvert status --server /var/lib/culvert",
      "  culvert status --json"
    })
final class StatusCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final ChosenServer server;

  @Option(
      names = "--json",
      description = "Prints all attributes of all beans, by their names, as JSON.")
  private boolean json;

  StatusCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.server = new ChosenServer(surroundings, servers);
  }

  @Override
  public Integer call() {
    return server.reach(
        contact -> {
          StatusReport report = StatusReport.read(contact);
          if (json) {
            streams.outWriter().println(report.json());
          } else {
            report.print(streams.outWriter(), streams.style());
          }
          return ExitCode.SUCCESS;
        });
  }
}
