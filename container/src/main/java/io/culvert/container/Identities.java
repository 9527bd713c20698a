package io.culvert.container;

import io.culvert.container.config.LoginSettings;
import io.culvert.container.identity.DriverSource;
import io.culvert.container.identity.FileUsers;
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.JdbcUsers;
import io.culvert.container.identity.KnownUsers;
import io.culvert.container.identity.UserChain;
import io.culvert.container.identity.Users;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Who is known, as the operator configured it. */
final class Identities {
  private Identities() {}

  /**
   * Reads the file of users; the database is asked when somebody logs in.
   *
   * @throws IOException if the file cannot be read or is wrong; the message is for the operator
   */
  static IdentitySource of(LoginSettings config) throws IOException {
    List<Users> places = new ArrayList<>();
    places.add(FileUsers.open(config.file()));
    config.database().ifPresent(database -> places.add(users(database)));
    return new KnownUsers(new UserChain(places), config.byCommonName(), new SecureRandom());
  }

  private static Users users(LoginSettings.Database database) {
    return new JdbcUsers(
        new DriverSource(database.url(), database.user(), database.password()),
        database.queries(),
        Clock.systemUTC());
  }
}
