package io.culvert.container.cli;

import io.culvert.container.cli.UserEditing.RefusedException;
import io.culvert.container.identity.DigestSecret;
import io.culvert.container.identity.User;
import io.culvert.container.identity.UserFileEdit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert user passwd}. */
@Command(
    name = "passwd",
    header = "Changes a user's password, and the secrets for Digest logins that depend on it.")
final class UserPasswdCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Option(
      names = "--digest",
      paramLabel = "REALM",
      description = "Keeps a secret for Digest logins in this realm, too.")
  private List<String> realms = List.of();

  UserPasswdCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new UserEditing(surroundings).run(spec, this::change);
  }

  private String change(UserFileEdit edit) throws IOException, RefusedException {
    User user = UserEditing.existing(edit, name);
    Set<String> all = new TreeSet<>(realms);
    user.digests().stream().map(DigestSecret::realm).forEach(all::add);
    Secrets secrets = Secrets.of(name, new PasswordPrompt(surroundings).ask(name), all);
    edit.put(
        new User(
            user.identity(),
            Optional.of(secrets.password()),
            secrets.digests(),
            user.certificates()));
    return "password of '%s' changed%n".formatted(name);
  }
}
