package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert sessions}: looks after the sessions of an application. */
@Command(
    name = "sessions",
    header = "Shows sessions of a running server, and ends them.",
    synopsisSubcommandLabel = "status|list|inspect|invalidate",
    description = {
      "A session goes by a key that is made of its id; nobody can take it over with that. What is in",
      "a session is not shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert sessions status /shop",
      "  culvert sessions list /shop",
      "  culvert sessions list /shop --most 1000 --after 7f0c8a9f5d1e2b34",
      "  culvert sessions inspect /shop 7f0c8a9f5d1e2b34",
      "  culvert sessions invalidate /shop 7f0c8a9f5d1e2b34"
    })
final class SessionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private SessionsCommand() {}

  /** The command with what can be done. */
  static CommandLine of(Surroundings surroundings, LocalServers servers) {
    return new CommandLine(new SessionsCommand())
        .addSubcommand(new SessionsStatusCommand(surroundings, servers))
        .addSubcommand(new SessionsListCommand(surroundings, servers))
        .addSubcommand(new SessionsInspectCommand(surroundings, servers))
        .addSubcommand(new SessionsInvalidateCommand(surroundings, servers));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what: status, list, inspect or invalidate");
  }
}
