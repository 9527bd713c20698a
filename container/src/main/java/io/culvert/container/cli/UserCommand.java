package io.culvert.container.cli;

import io.culvert.container.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert user}: who may log in to applications. */
@Command(
    name = "user",
    header = "Keeps the file of users who may log in to applications.",
    description = {
      "The file is users.file of the configuration. A running server notices changes within a",
      "second. Passwords are asked for, or read from standard input; they are kept as hashes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert user add ann --role admin --role editor",
      "  culvert user passwd ann < password-file",
      "  culvert user list"
    })
final class UserCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private UserCommand() {}

  static CommandLine of(Surroundings surroundings) {
    CommandLine user = new CommandLine(new UserCommand());
    for (Object each :
        new Object[] {
          new UserAddCommand(surroundings),
          new UserPasswdCommand(surroundings),
          new UserRemoveCommand(surroundings),
          new UserListCommand(surroundings)
        }) {
      CommandLine command = new CommandLine(each);
      SettingOptions.addTo(command.getCommandSpec(), Settings.ofUsers(), _ -> true);
      user.addSubcommand(command);
    }
    return user;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what: add, passwd, remove or list");
  }
}
