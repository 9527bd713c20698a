package io.culvert.container.cli;

import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Source;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code culvert run}: the server, until the process is asked to end. */
@Command(
    name = "run",
    header = "Runs the server until it is asked to stop (SIGTERM or Ctrl-C).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert run",
      "      everything in webapps/, for a front end at 127.0.0.1:9000",
      "  culvert run --listen unix:/run/culvert.sock --app /:shop.war --http 127.0.0.1:8080",
      "      one application at /, behind a Unix socket, and for a browser at once"
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final ServerLauncher launcher;

  @Spec private CommandSpec spec = CommandSpec.create();

  RunCommand(Surroundings surroundings, ServerLauncher launcher) {
    this.surroundings = surroundings;
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    Optional<ServerConfig> config =
        new SettingOptions(surroundings)
            .load(spec.commandLine().getParseResult(), inheritedSocket());
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    ServerRun run = new ServerRun(surroundings, launcher, config.orElseThrow());
    boolean ran = surroundings.lifetime().span(run::begin, run::end);
    return ran ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }

  /**
   * Started by a web server, spawn-fcgi or systemd, standard input is the socket (FastCGI §2.2).
   */
  private Source inheritedSocket() throws IOException {
    return System.inheritedChannel() instanceof ServerSocketChannel
        ? Source.inheritedSocket(surroundings.folders().current())
        : Source.NONE;
  }
}
