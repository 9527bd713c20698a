package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.openmbean.CompositeData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code culvert sessions invalidate}: ends sessions. */
@Command(
    name = "invalidate",
    header = "Ends sessions; the application's listeners are told.",
    description = "Whoever is logged in there has to log in anew.")
final class SessionsInvalidateCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final KnownSessions sessions;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY",
      description = "What the sessions go by in 'culvert sessions list'.")
  private List<String> keys = List.of();

  SessionsInvalidateCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.sessions = new KnownSessions(new ChosenServer(surroundings, servers));
  }

  @Override
  public Integer call() {
    return sessions.reach(this::invalidate);
  }

  private int invalidate(KnownSessions.Sessions known) throws IOException {
    for (String key : keys) {
      if (known.call("invalidate", key) instanceof CompositeData answer) {
        streams.outWriter().println(String.valueOf(answer.get("text")));
      }
    }
    return ExitCode.SUCCESS;
  }
}
