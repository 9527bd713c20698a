package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import io.culvert.container.logging.Escaped;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code culvert sessions inspect}: one session. */
@Command(
    name = "inspect",
    header = "Shows a session: the names and sizes of its attributes, not their values.")
final class SessionsInspectCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final KnownSessions sessions;

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "What the session goes by in 'culvert sessions list'.")
  private String key = "";

  SessionsInspectCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.sessions = new KnownSessions(new ChosenServer(surroundings, servers));
  }

  @Override
  public Integer call() {
    return sessions.reach(
        known -> {
          if (known.call("inspect", key) instanceof CompositeData session) {
            print(session);
          }
          return ExitCode.SUCCESS;
        });
  }

  private void print(CompositeData session) {
    PrintWriter out = streams.outWriter();
    for (String field :
        List.of("key", "standing", "created", "lastAccessed", "maxInactiveSeconds", "bytes")) {
      out.println("%-18s  %s".formatted(field, session.get(field)));
    }
    if (session.get("attributes") instanceof TabularData attributes && !attributes.isEmpty()) {
      out.println();
      Table table = new Table("ATTRIBUTE", "BYTES");
      for (Object row : attributes.values()) {
        CompositeData attribute = (CompositeData) row;
        table.add(
            Escaped.line(String.valueOf(attribute.get("key"))),
            String.valueOf(attribute.get("value")));
      }
      table.print(out, streams.style());
    }
  }
}
