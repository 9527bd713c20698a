package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.util.concurrent.Callable;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert sessions list}: some sessions of an application. */
@Command(
    name = "list",
    header = "Lists sessions of an application, a page at a time.",
    description = "They stand in the order of their keys, which is a random one.")
final class SessionsListCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final KnownSessions sessions;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many at most, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private String most = "50";

  @Option(
      names = "--after",
      paramLabel = "KEY",
      description = "Goes on behind this one, the last of the page before.")
  private String after = "";

  SessionsListCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.sessions = new KnownSessions(new ChosenServer(surroundings, servers));
  }

  @Override
  public Integer call() {
    return sessions.reach(
        known -> {
          if (known.call("list", after, most) instanceof CompositeData[] page) {
            print(page);
          }
          return ExitCode.SUCCESS;
        });
  }

  private void print(CompositeData[] page) {
    Table table = new Table("KEY", "STANDING", "CREATED", "LAST ACCESSED", "ATTRIBUTES", "BYTES");
    for (CompositeData session : page) {
      table.add(
          String.valueOf(session.get("key")),
          String.valueOf(session.get("standing")),
          String.valueOf(session.get("created")),
          String.valueOf(session.get("lastAccessed")),
          session.get("attributes") instanceof TabularData attributes
              ? Integer.toString(attributes.size())
              : "",
          String.valueOf(session.get("bytes")));
    }
    table.print(streams.outWriter(), streams.style());
  }
}
