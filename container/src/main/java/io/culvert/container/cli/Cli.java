package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import io.culvert.container.config.Settings;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code culvert} with all its subcommands. */
public final class Cli {
  @Command(
      name = "culvert",
      description = "A FastCGI application server for Jakarta Servlet applications.",
      synopsisSubcommandLabel = "COMMAND",
      footerHeading = "%nFirst steps:%n",
      footer = {
        "  cp shop.war webapps/                    deploy an application",
        "  culvert run --http 127.0.0.1:8080       run it, and look at http://127.0.0.1:8080/shop/",
        "  culvert frontend nginx                  print what to tell nginx",
        "  culvert get /shop/                      ask as nginx would",
        "  culvert status                          see how it fares",
        "",
        "'culvert COMMAND --help' explains a command."
      })
  private static final class Root {}

  private final CommandLine commands;

  /**
   * Puts the commands together.
   *
   * @param surroundings what they see of the process
   * @param launcher what {@code run} starts the server with
   * @param servers those that can be administered
   */
  public Cli(Surroundings surroundings, ServerLauncher launcher, LocalServers servers) {
    CommandLine run = new CommandLine(new RunCommand(surroundings, launcher));
    SettingOptions.addTo(run.getCommandSpec(), Settings.ofLaunch(), _ -> true);
    CommandLine get = new CommandLine(new GetCommand(surroundings));
    SettingOptions.addTo(get.getCommandSpec(), List.of(Settings.CONFIG), _ -> true);
    CommandLine frontend = new CommandLine(new FrontendCommand(surroundings));
    SettingOptions.addTo(
        frontend.getCommandSpec(), Settings.ofLaunch(), FrontendCommand::dependsOn);
    CommandLine check = new CommandLine(new FrontendCheckCommand(surroundings));
    SettingOptions.addTo(
        check.getCommandSpec(), Settings.ofLaunch(), FrontendCheckCommand::dependsOn);
    frontend.addSubcommand(check);
    CommandLine user = UserCommand.of(surroundings);
    CommandLine cache = CacheCommand.with(surroundings);
    CommandLine precompile = new CommandLine(new PrecompileCommand(surroundings));
    SettingOptions.addTo(
        precompile.getCommandSpec(), Settings.ofLaunch(), PrecompileCommand::dependsOn);
    CommandLine sessions = SessionsCommand.of(surroundings, servers);
    this.commands =
        new CommandLine(new Root())
            .addSubcommand(run)
            .addSubcommand(get)
            .addSubcommand(frontend)
            .addSubcommand(new DeployCommand(surroundings, servers))
            .addSubcommand(user)
            .addSubcommand(new StatusCommand(surroundings, servers))
            .addSubcommand(new ListCommand(surroundings, servers))
            .addSubcommand(new StopCommand(surroundings, servers));
    for (Verb verb : Verb.values()) {
      commands.addSubcommand(VerbCommand.of(verb, surroundings, servers));
    }
    commands
        .addSubcommand(sessions)
        .addSubcommand(precompile)
        .addSubcommand(cache)
        .addSubcommand(new QuickenCommand(surroundings))
        .addSubcommand(new VersionCommand(surroundings));
    addHelp(commands);
    commands.getSubcommands().values().forEach(Cli::addHelp);
    cache.getSubcommands().values().forEach(Cli::addHelp);
    sessions.getSubcommands().values().forEach(Cli::addHelp);
    addHelp(check);
    user.getSubcommands().values().forEach(Cli::addHelp);
    Surroundings.Streams streams = surroundings.streams();
    Ansi ansi = streams.style().colours() ? Ansi.ON : Ansi.OFF;
    commands
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setOut(streams.outWriter())
        .setErr(streams.errWriter());
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build())
        .usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .width(100);
  }

  /** Runs a command line, and returns the exit code of the process. */
  public int run(String... arguments) {
    return commands.execute(arguments);
  }
}
