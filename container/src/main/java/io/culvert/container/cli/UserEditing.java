package io.culvert.container.cli;

import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Source;
import io.culvert.container.identity.User;
import io.culvert.container.identity.UserFileEdit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands for users have in common: the file, and what becomes of a failure. */
record UserEditing(Surroundings surroundings) {
  /** What one of them does. */
  @FunctionalInterface
  interface Change {
    /** Returns what there is to say, or throws what went wrong, made for the operator. */
    String make(UserFileEdit edit) throws IOException, RefusedException;
  }

  /** The file has no such user, or has one already, or what was given will not do. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String problem) {
      super(problem);
    }
  }

  int run(CommandSpec spec, Change change) {
    return withFile(
        spec,
        file -> {
          try (UserFileEdit edit = UserFileEdit.begin(file)) {
            return change.make(edit);
          }
        });
  }

  /** The same for one that changes nothing. */
  int read(CommandSpec spec, Function<List<User>, String> reader) {
    return withFile(spec, file -> reader.apply(UserFileEdit.users(file)));
  }

  @FunctionalInterface
  private interface Use {
    String of(Path file) throws IOException, RefusedException;
  }

  private int withFile(CommandSpec spec, Use use) {
    Optional<ServerConfig> config =
        new SettingOptions(surroundings).load(spec.commandLine().getParseResult(), Source.NONE);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    Path file = config.get().logins().file();
    try {
      PrintWriter out = surroundings.streams().outWriter();
      out.print(use.of(file));
      out.flush();
      return ExitCode.SUCCESS;
    } catch (FileSystemException e) {
      return complain("%s: cannot be used: %s".formatted(file, e));
    } catch (IOException | RefusedException e) {
      return complain(String.valueOf(e.getMessage()));
    }
  }

  private int complain(String message) {
    surroundings.streams().errWriter().println(surroundings.streams().style().bad(message));
    return ExitCode.FAILURE;
  }

  static Optional<User> find(UserFileEdit edit, String name) throws IOException {
    return edit.users().stream().filter(user -> user.identity().name().equals(name)).findFirst();
  }

  static User existing(UserFileEdit edit, String name) throws IOException, RefusedException {
    return find(edit, name)
        .orElseThrow(() -> new RefusedException("there is no user '%s'".formatted(name)));
  }
}
