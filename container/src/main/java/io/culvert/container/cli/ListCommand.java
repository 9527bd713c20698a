package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import io.culvert.container.attach.LocalServers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert list}: which applications a server has. */
@Command(name = "list", header = "Lists the applications of a running server.")
final class ListCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final ChosenServer server;

  @Option(
      names = "--json",
      description = "Prints all attributes of all applications, by their names, as JSON.")
  private boolean json;

  ListCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.server = new ChosenServer(surroundings, servers);
  }

  @Override
  public Integer call() {
    return server.reach(
        contact -> {
          List<Bean> applications = contact.session().beans("Application");
          if (json) {
            streams.outWriter().println(Json.of(applications.stream().map(Json::map).toList()));
          } else {
            print(applications);
          }
          return ExitCode.SUCCESS;
        });
  }

  private void print(List<Bean> applications) {
    Table table = new Table("APPLICATION", "STATE", "VERSION", "WAR");
    for (Bean application : applications) {
      table.add(
          application.text("Name"),
          application.text("State"),
          application.text("Version"),
          application.text("War"));
    }
    table.print(streams.outWriter(), streams.style());
  }
}
