package io.culvert.container.it;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Two databases in files, one of a shop and one of its users, and a server's configuration that
 * names them.
 *
 * @param folder holds the databases, the driver, and the configuration
 */
record Databases(Path folder) {
  /** Makes both; the shop has sold a lamp, and nobody is a user yet. */
  static Databases make(Path folder) throws IOException, SQLException {
    Databases made = new Databases(Files.createDirectories(folder));
    Files.copy(driver(), Files.createDirectories(folder.resolve("drivers")).resolve("h2.jar"));
    Files.writeString(
        folder.resolve("culvert.toml"),
        """
        drivers = "drivers"
        [users]
        datasource = "people"
        [datasource.people]
        url = "%s"
        user = "sa"
        [datasource."jdbc/shop"]
        url = "%s"
        user = "sa"
        """
            .formatted(made.url("people"), made.url("shop")));
    made.run("shop", "CREATE TABLE orders (article VARCHAR)", "INSERT INTO orders VALUES ('lamp')");
    made.run(
        "people",
        "CREATE TABLE users (name VARCHAR PRIMARY KEY, password VARCHAR)",
        "CREATE TABLE user_roles (name VARCHAR, role VARCHAR)");
    return made;
  }

  /** The jar with the driver. */
  static Path driver() {
    try {
      return Path.of(
          org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url(String name) {
    return "jdbc:h2:file:" + folder.resolve(name).toAbsolutePath();
  }

  private void run(String database, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database), "sa", "");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Adds somebody in one role; only before the server starts, which has the file for itself. */
  void addUser(String name, String hash, String role) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("people"), "sa", "")) {
      insert(connection, "INSERT INTO users VALUES (?, ?)", name, hash);
      insert(connection, "INSERT INTO user_roles VALUES (?, ?)", name, role);
    }
  }

  private static void insert(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setString(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  /** What tells a server of the databases. */
  Map<String, String> environment() {
    return Map.of("CULVERT_CONFIG", folder.resolve("culvert.toml").toString());
  }
}
