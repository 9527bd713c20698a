package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert undeploy}, {@code redeploy}, {@code rollback}, {@code drain}, {@code resume}. */
@Command
final class VerbCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Verb verb;

  @Mixin private final ChosenServer server;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--all", description = "All applications of the server.")
  private boolean all;

  @Mixin private final Waiting waiting = new Waiting();

  @Parameters(
      arity = "0..*",
      paramLabel = "[HOST[:PORT]:]/PATH",
      description = "Which applications, as 'culvert list' calls them.")
  private List<String> applications = List.of();

  private VerbCommand(Verb verb, Surroundings surroundings, LocalServers servers) {
    this.verb = verb;
    this.surroundings = surroundings;
    this.server = new ChosenServer(surroundings, servers);
  }

  static CommandLine of(Verb verb, Surroundings surroundings, LocalServers servers) {
    CommandLine command = new CommandLine(new VerbCommand(verb, surroundings, servers));
    CommandSpec spec = command.getCommandSpec().name(verb.command());
    if (!verb.isForAll()) {
      spec.remove(spec.findOption("--all"));
    }
    spec.usageMessage().header(verb.header()).description(verb.description());
    return command;
  }

  @Override
  public Integer call() {
    if (all != applications.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "say which applications, such as /shop" + (verb.isForAll() ? ", or --all" : ""));
    }
    return server.reach(
        contact -> {
          Errand errand = new Errand(contact, surroundings.streams());
          return run(errand, all ? errand.deployer().texts("Applications") : applications);
        });
  }

  /** All of them, also when one fails. */
  private int run(Errand errand, List<String> names) throws IOException {
    int exitCode = ExitCode.SUCCESS;
    for (String name : names) {
      int done =
          waiting.isWanted()
              ? errand.run(name, verb.command(), name)
              : errand.run(name, "begin", verb.command(), name);
      exitCode = Math.max(exitCode, done);
    }
    if (names.isEmpty()) {
      surroundings.streams().outWriter().println("the server has no applications");
    }
    return exitCode;
  }
}
