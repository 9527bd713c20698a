package io.culvert.container;

import io.culvert.container.config.LoginSettings;
import io.culvert.container.config.LoginSettings.Connections.ByUrl;
import io.culvert.container.config.LoginSettings.Connections.Pooled;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.identity.FileUsers;
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.JdbcUsers;
import io.culvert.container.identity.KnownUsers;
import io.culvert.container.identity.UserChain;
import io.culvert.container.identity.Users;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is known, as the operator configured it. */
final class Identities {
  private Identities() {}

  /**
   * Reads the file of users; the database is asked when somebody logs in.
   *
   * @param sources the server's data sources
   * @throws IOException if the file cannot be read or is wrong; the message is for the operator
   */
  static IdentitySource of(LoginSettings config, DataSources sources) throws IOException {
    List<Users> places = new ArrayList<>();
    places.add(FileUsers.open(config.file()));
    config.database().ifPresent(database -> places.add(users(database, sources)));
    return new KnownUsers(new UserChain(places), config.byCommonName(), new SecureRandom());
  }

  /** The server's data sources, but for the one that could make anybody any user. */
  static DataSources forApplications(LoginSettings config, DataSources sources) {
    Optional<LoginSettings.Connections> users =
        config.database().map(LoginSettings.Database::connections);
    return users.orElse(null) instanceof Pooled(String name) ? sources.without(name) : sources;
  }

  private static Users users(LoginSettings.Database database, DataSources sources) {
    JdbcUsers.Database connections =
        switch (database.connections()) {
          case ByUrl(String url, String user, _) when user.isEmpty() ->
              () -> connected(url, () -> DriverManager.getConnection(url));
          case ByUrl(String url, String user, String password) ->
              () -> connected(url, () -> DriverManager.getConnection(url, user, password));
          case Pooled(String name) -> sources.find(name).orElseThrow()::getConnection;
        };
    return new JdbcUsers(connections, database.queries(), Clock.systemUTC());
  }

  /** What is said of failures may quote the URL, and that may hold a password. */
  private static Connection connected(String url, JdbcUsers.Database database) throws SQLException {
    try {
      return database.connect();
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains(url)) {
        throw e;
      }
      throw new SQLException(message.replace(url, "users.jdbc-url"), e.getSQLState());
    }
  }
}
