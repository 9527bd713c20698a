package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

  private final Surroundings surroundings;

  /**
   * By name, in the order of the help text. To make one takes a while, and one is what is called.
   */
  private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();

  /**
   * Puts the commands together.
   *
   * @param surroundings what they see of the process
   * @param launcher what {@code run} starts the server with
   * @param servers those that can be administered
   */
  public Cli(Surroundings surroundings, ServerLauncher launcher, LocalServers servers) {
    this.surroundings = surroundings;
    commands.put("run", () -> launching(new RunCommand(surroundings, launcher), _ -> true));
    commands.put("get", this::get);
    commands.put("frontend", this::frontend);
    commands.put("deploy", () -> new CommandLine(new DeployCommand(surroundings, servers)));
    commands.put("user", () -> UserCommand.of(surroundings));
    commands.put("status", () -> new CommandLine(new StatusCommand(surroundings, servers)));
    commands.put("list", () -> new CommandLine(new ListCommand(surroundings, servers)));
    commands.put("stop", () -> new CommandLine(new StopCommand(surroundings, servers)));
    for (Verb verb : Verb.values()) {
      commands.put(verb.command(), () -> VerbCommand.of(verb, surroundings, servers));
    }
    commands.put("sessions", () -> SessionsCommand.of(surroundings, servers));
    commands.put(
        "precompile",
        () -> launching(new PrecompileCommand(surroundings), PrecompileCommand::dependsOn));
    commands.put("cache", () -> CacheCommand.with(surroundings));
    commands.put("quicken", () -> new CommandLine(new QuickenCommand(surroundings)));
    commands.put("version", () -> new CommandLine(new VersionCommand(surroundings)));
  }

  /** A command that understands the settings of a launch, and explains some of them. */
  private static CommandLine launching(Object command, Predicate<Setting<?>> explained) {
    CommandLine line = new CommandLine(command);
    SettingOptions.addTo(line.getCommandSpec(), Settings.ofLaunch(), explained);
    return line;
  }

  private CommandLine get() {
    CommandLine get = new CommandLine(new GetCommand(surroundings));
    SettingOptions.addTo(get.getCommandSpec(), List.of(Settings.CONFIG), _ -> true);
    return get;
  }

  private CommandLine frontend() {
    return launching(new FrontendCommand(surroundings), FrontendCommand::dependsOn)
        .addSubcommand(
            launching(new FrontendCheckCommand(surroundings), FrontendCheckCommand::dependsOn));
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
    command.getSubcommands().values().forEach(Cli::addHelp);
  }

  /** Runs a command line, and returns the exit code of the process. */
  public int run(String... arguments) {
    CommandLine root = new CommandLine(new Root());
    // the others matter when help is wanted, or a name is wrong and might have been one of theirs
    boolean isKnown = arguments.length > 0 && commands.containsKey(arguments[0]);
    Collection<String> wanted = isKnown ? Set.of(arguments[0]) : commands.keySet();
    commands.forEach(
        (name, command) -> {
          if (wanted.contains(name)) {
            root.addSubcommand(name, command.get());
          }
        });
    addHelp(root);
    Surroundings.Streams streams = surroundings.streams();
    return root.setColorScheme(
            CommandLine.Help.defaultColorScheme(streams.style().colours() ? Ansi.ON : Ansi.OFF))
        .setOut(streams.outWriter())
        .setErr(streams.errWriter())
        .execute(arguments);
  }
}
