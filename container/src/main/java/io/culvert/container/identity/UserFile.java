package io.culvert.container.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * The file of users: TOML, with a table for each.
 *
 * <pre>
 * [ann]
 * password = "pbkdf2-sha512:…"
 * roles = ["admin"]
 * digest = ["SHA-256:Members:…"]
 * certificates = ["CN=ann,O=Example"]
 * </pre>
 */
final class UserFile {
  private static final Set<String> KEYS = Set.of("password", "roles", "digest", "certificates");

  private final Path file;
  private final List<String> lines;
  private final TomlParseResult toml;
  private final List<User> users = new ArrayList<>();

  private UserFile(Path file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
    this.toml = Toml.parse(text);
  }

  /**
   * Reads it; a file that is not there has no users.
   *
   * @throws IOException if it is wrong; the message is for the operator and shows no secret
   */
  static UserFile read(Path file) throws IOException {
    try {
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException _) {
      return parse(file, "");
    }
  }

  static UserFile parse(Path file, String text) throws IOException {
    UserFile reading = new UserFile(file, text);
    reading.readAll();
    return reading;
  }

  /** The lines of one user, from the header of the table; comments after it are not counted. */
  record Block(int start, int end) {
    List<String> in(List<String> lines) {
      return lines.subList(start, end);
    }
  }

  /**
   * Where a user stands.
   *
   * @throws IOException if they have no table of their own
   */
  Optional<Block> block(String name) throws IOException {
    List<Integer> starts = new ArrayList<>();
    int start = -1;
    for (String each : toml.keySet()) {
      TomlPosition position = toml.inputPositionOf(List.of(each));
      if (position != null) {
        starts.add(position.line() - 1);
        start = each.equals(name) ? position.line() - 1 : start;
      }
    }
    if (start < 0) {
      return Optional.empty();
    }
    if (!lines.get(start).strip().startsWith("[")) {
      throw new IOException(
          "%s:%d: user '%s' does not stand in a [table]; change the file by hand"
              .formatted(file, start + 1, name));
    }
    int from = start;
    int end =
        starts.stream().filter(each -> each > from).min(Integer::compare).orElse(lines.size());
    while (end > from + 1 && isBlankOrComment(lines.get(end - 1))) {
      end--;
    }
    return Optional.of(new Block(from, end));
  }

  private static boolean isBlankOrComment(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  List<User> users() {
    return List.copyOf(users);
  }

  private void readAll() throws IOException {
    if (toml.hasErrors()) {
      var error = toml.errors().getFirst();
      // the parser's message may repeat a secret
      throw new IOException("%s:%d: this is no TOML".formatted(file, error.position().line()));
    }
    for (String name : toml.keySet()) {
      List<String> path = List.of(name);
      if (!(toml.get(path) instanceof TomlTable table)) {
        throw wrong(toml.inputPositionOf(path), "expected [NAME], a table for each user");
      }
      users.add(user(name, table));
    }
  }

  private User user(String name, TomlTable table) throws IOException {
    for (String key : table.keySet()) {
      if (!KEYS.contains(key)) {
        throw wrong(
            table.inputPositionOf(List.of(key)),
            "user '%s': there are password, roles, digest and certificates, but no '%s'"
                .formatted(name, key));
      }
    }
    List<PasswordHash> password = list(name, table, "password", PasswordHash::parse);
    return new User(
        new Identity(name, Set.copyOf(list(name, table, "roles", Function.identity()))),
        password.isEmpty() ? Optional.empty() : Optional.of(password.getFirst()),
        list(name, table, "digest", DigestSecret::parse),
        list(name, table, "certificates", X500Principal::new));
  }

  private <T> List<T> list(String name, TomlTable table, String key, Function<String, T> reader)
      throws IOException {
    Object value = table.get(List.of(key));
    List<Object> items =
        switch (value) {
          case null -> List.of();
          case TomlArray array when !key.equals("password") -> array.toList();
          default -> List.of(value);
        };
    List<T> read = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw wrong(
            table.inputPositionOf(List.of(key)), "user '%s': %s must be text".formatted(name, key));
      }
      try {
        read.add(reader.apply(text));
      } catch (IllegalArgumentException e) {
        throw wrong(
            table.inputPositionOf(List.of(key)),
            "user '%s': %s: %s".formatted(name, key, e.getMessage()));
      }
    }
    return read;
  }

  private IOException wrong(@Nullable TomlPosition position, String problem) {
    int line = position == null ? 1 : position.line();
    return new IOException("%s:%d: %s".formatted(file, line, problem));
  }
}
