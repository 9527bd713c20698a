package io.culvert.sample.paper;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds users in the way a {@link Cell} says. The cache is bounded by the table: only users that
 * exist get into it, and they never change.
 */
final class Users {
  private final Supplier<UserDatabase> database;
  private final Map<String, User> cache = new ConcurrentHashMap<>();

  Users(Supplier<UserDatabase> database) {
    this.database = database;
  }

  Optional<User> find(String name, Cell cell) throws SQLException {
    if (!cell.cached()) {
      return read(name, cell);
    }
    User known = cache.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<User> found = read(name, cell);
    found.ifPresent(user -> cache.put(user.name(), user));
    return found;
  }

  private Optional<User> read(String name, Cell cell) throws SQLException {
    try (Connection connection = database.get().open(cell)) {
      return UserTable.find(connection, name);
    }
  }
}
