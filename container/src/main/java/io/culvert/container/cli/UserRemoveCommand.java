package io.culvert.container.cli;

import io.culvert.container.cli.UserEditing.RefusedException;
import io.culvert.container.identity.UserFileEdit;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert user remove}. */
@Command(name = "remove", header = "Removes a user, and ends what they are logged in to.")
final class UserRemoveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  UserRemoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new UserEditing(surroundings).run(spec, this::remove);
  }

  private String remove(UserFileEdit edit) throws IOException, RefusedException {
    if (!edit.remove(name)) {
      throw new RefusedException("there is no user '%s'".formatted(name));
    }
    return "user '%s' removed%n".formatted(name);
  }
}
