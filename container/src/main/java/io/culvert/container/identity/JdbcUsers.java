package io.culvert.container.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.x500.X500Principal;
import org.jboss.logging.Logger;

/**
 * Users kept in a database. What it said is believed for a few seconds, since sessions and {@code
 * BASIC} ask with every request. When it cannot be asked nobody is let in: {@link
 * UnavailableException}.
 */
public final class JdbcUsers implements Users {
  private static final Logger LOG = Logger.getLogger(JdbcUsers.class);
  private static final Duration BELIEVED = Duration.ofSeconds(10);
  private static final int MOST = 10_000;
  private static final int QUERY_SECONDS = 5;
  private static final int LONGEST_NAME = 255;

  private final Database database;
  private final Queries queries;
  private final InstantSource clock;
  private final Bounded<String, Answer> answers = new Bounded<>(MOST);
  private final AtomicBoolean down = new AtomicBoolean();

  private record Answer(Optional<User> user, Instant until) {}

  /**
   * What is asked; each has one parameter, the user's name, and one column.
   *
   * @param password gives a row with a {@link PasswordHash} for a user, and no row for nobody
   * @param roles gives a row for each of their roles
   * @param digests gives a row for each {@link DigestSecret}; nothing if there are none
   */
  public record Queries(String password, String roles, Optional<String> digests) {}

  /** Where they are kept. */
  public interface Database {
    /** A connection that is closed soon; users are asked for seldom. */
    Connection connect() throws SQLException;
  }

  /** Asks nobody yet. */
  public JdbcUsers(Database database, Queries queries, InstantSource clock) {
    this.database = database;
    this.queries = queries;
    this.clock = clock;
  }

  @Override
  public Optional<User> find(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Answer known = answers.get(name);
    if (known != null && now.isBefore(known.until())) {
      return known.user();
    }
    Optional<User> user = ask(name);
    answers.put(name, new Answer(user, now.plus(BELIEVED)));
    return user;
  }

  private Optional<User> ask(String name) {
    try (Connection connection = database.connect()) {
      List<String> passwords = column(connection, queries.password(), name);
      if (passwords.size() > 1) {
        throw new SQLException("there are %d users of one name".formatted(passwords.size()));
      }
      Optional<User> user =
          passwords.isEmpty()
              ? Optional.empty()
              : Optional.of(user(connection, name, passwords.getFirst()));
      if (down.compareAndSet(true, false)) {
        LOG.info("the database of users answers again");
      }
      return user;
    } catch (SQLException e) {
      if (down.compareAndSet(false, true)) {
        LOG.errorf(
            "the database of users cannot be asked; nobody is let in, and logins are"
                + " answered with 503 until it can: %s",
            e.getMessage());
      }
      throw new UnavailableException("the database of users cannot be asked", e);
    }
  }

  private User user(Connection connection, String name, String password) throws SQLException {
    Set<String> roles = new HashSet<>(column(connection, queries.roles(), name));
    roles.remove("");
    List<DigestSecret> digests = new ArrayList<>();
    if (queries.digests().isPresent()) {
      for (String each : column(connection, queries.digests().get(), name)) {
        read(name, () -> DigestSecret.parse(each)).ifPresent(digests::add);
      }
    }
    Optional<PasswordHash> hash =
        password.isEmpty() ? Optional.empty() : read(name, () -> PasswordHash.parse(password));
    return new User(new Identity(name, roles), hash, digests, List.of());
  }

  private static <T> Optional<T> read(String name, java.util.function.Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException e) {
      LOG.warnf("user '%s' of the database cannot log in: %s", name, e.getMessage());
      return Optional.empty();
    }
  }

  /** The first column of all rows, an empty text for null. */
  private static List<String> column(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setQueryTimeout(QUERY_SECONDS);
      statement.setString(1, name);
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String value = rows.getString(1);
          values.add(value == null ? "" : value.strip());
        }
      }
      return values;
    }
  }

  /** Somebody whose name is the certificate's subject, as RFC 2253 writes it. */
  @Override
  public Optional<User> certified(X500Principal subject) {
    return find(subject.getName(X500Principal.RFC2253));
  }

  @Override
  public Set<DigestAlgorithm> digests(String realm) {
    return queries.digests().isPresent() ? EnumSet.allOf(DigestAlgorithm.class) : Set.of();
  }
}
