package io.culvert.container.cli;

import io.culvert.container.identity.DigestSecret;
import io.culvert.container.identity.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code culvert user list}. */
@Command(name = "list", header = "Lists users with their roles and how they can log in.")
final class UserListCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  UserListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new UserEditing(surroundings).read(spec, UserListCommand::lines);
  }

  private static String lines(List<User> users) {
    return users.stream()
        .sorted(Comparator.comparing(user -> user.identity().name()))
        .map(UserListCommand::line)
        .collect(Collectors.joining());
  }

  private static String line(User user) {
    List<String> ways = new ArrayList<>();
    user.password().ifPresent(_ -> ways.add("password"));
    user.digests().stream()
        .map(DigestSecret::realm)
        .distinct()
        .forEach(realm -> ways.add("digest in '%s'".formatted(realm)));
    user.certificates().forEach(subject -> ways.add("certificate " + subject.getName()));
    return "%s  roles: %s  by: %s%n"
        .formatted(
            user.identity().name(),
            some(user.identity().roles().stream().sorted().toList()),
            some(ways));
  }

  private static String some(List<String> items) {
    return items.isEmpty() ? "none" : String.join(", ", items);
  }
}
