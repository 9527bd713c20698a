package io.culvert.container.cli;

import io.culvert.container.cli.UserEditing.RefusedException;
import io.culvert.container.identity.Identity;
import io.culvert.container.identity.User;
import io.culvert.container.identity.UserFileEdit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.x500.X500Principal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert user add}. */
@Command(name = "add", header = "Adds a user; asks for the password.")
final class UserAddCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Option(names = "--role", paramLabel = "ROLE", description = "A role; may stand several times.")
  private List<String> roles = List.of();

  @Option(
      names = "--digest",
      paramLabel = "REALM",
      description = "Keeps a secret for Digest logins in this realm, too.")
  private List<String> realms = List.of();

  @Option(
      names = "--certificate",
      paramLabel = "SUBJECT",
      description = "Client certificates of this subject are the user's: 'CN=ann,O=Example'.")
  private List<String> certificates = List.of();

  @Option(names = "--no-password", description = "For users who log in otherwise.")
  private boolean noPassword;

  UserAddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!name.matches("[^\\p{Cntrl}:]{1,100}")) {
      throw new ParameterException(
          spec.commandLine(),
          "a name has 1 to 100 characters, and neither colons nor control characters");
    }
    return new UserEditing(surroundings).run(spec, this::add);
  }

  private String add(UserFileEdit edit) throws IOException, RefusedException {
    if (UserEditing.find(edit, name).isPresent()) {
      throw new RefusedException(
          "there is a user '%s'; 'culvert user passwd' changes the password".formatted(name));
    }
    List<X500Principal> subjects = subjects();
    Identity identity = new Identity(name, Set.copyOf(roles));
    if (noPassword) {
      edit.put(new User(identity, Optional.empty(), List.of(), subjects));
    } else {
      char[] password = new PasswordPrompt(surroundings).ask(name);
      Secrets secrets = Secrets.of(name, password, Set.copyOf(realms));
      edit.put(new User(identity, Optional.of(secrets.password()), secrets.digests(), subjects));
    }
    return "user '%s' added%n".formatted(name);
  }

  private List<X500Principal> subjects() throws RefusedException {
    try {
      return certificates.stream().map(X500Principal::new).toList();
    } catch (IllegalArgumentException e) {
      throw new RefusedException("--certificate: " + e.getMessage());
    }
  }
}
