package io.culvert.container.config;

import io.culvert.container.identity.JdbcUsers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may log in.
 *
 * @param file a file of users; need not be there
 * @param byCommonName whether a certificate may be that of the user with its common name
 * @param database a database of users
 * @param httpsPort where plain requests are sent that have to come by HTTPS
 */
public record LoginSettings(
    Path file, boolean byCommonName, Optional<Database> database, int httpsPort) {
  /** How a database of users is asked. */
  public record Database(Connections connections, JdbcUsers.Queries queries) {}

  /** Where connections to it come from. */
  public sealed interface Connections {
    /** Each is made anew, by a driver of the server. */
    record ByUrl(String url, String user, String password) implements Connections {
      @Override
      public String toString() {
        return "ByUrl[]"; // never the password
      }
    }

    /** From the pool of a data source, by its name. */
    record Pooled(String dataSource) implements Connections {}
  }

  /** Those of a file. */
  public static LoginSettings of(Path file) {
    return new LoginSettings(file, false, Optional.empty(), 443);
  }
}
