package io.culvert.sample.paper;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The table of 1,000 users, user0001 (password secret0001) to user1000, in rows of 100 characters.
 */
final class UserTable {
  static final int USERS = 1_000;

  private static final String CREATE =
      """
      CREATE TABLE users (
        name CHAR(8) PRIMARY KEY,
        password CHAR(10) NOT NULL,
        full_name CHAR(24) NOT NULL,
        city CHAR(20) NOT NULL,
        language CHAR(8) NOT NULL,
        interest CHAR(20) NOT NULL,
        member_since CHAR(10) NOT NULL)
      """;

  private static final List<String> FIRST =
      List.of(
          "Ada", "Björn", "Chloë", "Dennis", "Edsger", "Frances", "Grace", "Heinz", "Ida", "Jean");
  private static final List<String> LAST =
      List.of(
          "O'Hara",
          "Müller",
          "Nakamura",
          "Okafor",
          "Petrov",
          "Quist",
          "Rossi",
          "Singh",
          "Tran",
          "Usman");
  private static final List<String> CITIES =
      List.of(
          "Cambridge", "Nairobi", "Osaka", "Porto", "Reykjavík", "São Paulo", "Tallinn", "Utrecht");
  private static final List<String> LANGUAGES = List.of("English", "Deutsch", "Suomi", "Svenska");
  private static final List<String> INTERESTS =
      List.of("rain & rivers", "bridges", "old maps", "<canals>", "mills", "eels", "fountains");

  private UserTable() {}

  /** Creates and fills the table. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= USERS; number++) {
        bind(insert, number);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The user of that name; the CHAR columns' trailing blanks are taken off. */
  static Optional<User> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM users WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(userIn(row)) : Optional.empty();
      }
    }
  }

  private static User userIn(ResultSet row) throws SQLException {
    return new User(
        text(row, 1),
        text(row, 2),
        text(row, 3),
        text(row, 4),
        text(row, 5),
        text(row, 6),
        text(row, 7));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return row.getString(column).stripTrailing();
  }

  private static void bind(PreparedStatement insert, int number) throws SQLException {
    insert.setString(1, "user%04d".formatted(number));
    insert.setString(2, "secret%04d".formatted(number));
    insert.setString(3, pick(FIRST, number) + " " + pick(LAST, number / FIRST.size()));
    insert.setString(4, pick(CITIES, number));
    insert.setString(5, pick(LANGUAGES, number));
    insert.setString(6, pick(INTERESTS, number));
    insert.setString(7, "1996-%02d-%02d".formatted(number % 12 + 1, number % 28 + 1));
  }

  private static String pick(List<String> from, int number) {
    return from.get(number % from.size());
  }
}
