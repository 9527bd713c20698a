package io.culvert.container.cli;

import io.culvert.container.config.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert cache}: looks after the build cache. */
@Command(
    name = "cache",
    header = "Looks after the build cache, also while servers use it.",
    synopsisSubcommandLabel = "ls|verify|gc",
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert cache ls                    what is in it",
      "  culvert cache verify                whether all of it is as it was built",
      "  culvert cache gc                    remove what no application has used for long",
      "  culvert cache gc --all              remove all that no server uses at this moment"
    })
final class CacheCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with what can be done. */
  static CommandLine with(Surroundings surroundings) {
    CommandLine command = new CommandLine(new CacheCommand());
    add(command, new CacheListCommand(surroundings));
    add(command, new CacheVerifyCommand(surroundings));
    add(command, new CacheGcCommand(surroundings));
    return command;
  }

  private static void add(CommandLine parent, Object leaf) {
    CommandLine command = new CommandLine(leaf);
    SettingOptions.addTo(command.getCommandSpec(), Settings.ofLaunch(), CacheFolder::dependsOn);
    parent.addSubcommand(command);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What is to be done? ls, verify or gc");
  }
}
