package io.culvert.container.config;

import io.culvert.container.datasource.PoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What can be said of a data source, in a table {@code [datasource.NAME]} of the configuration
 * file. There is no option and no variable for it: there may be any number of data sources.
 */
public final class DataSourceKeys {
  /** Of the server, not of one data source. */
  static final Setting<Path> DRIVERS =
      Setting.one(
          "drivers",
          "DIR",
          Readers::path,
          "drivers",
          "Where the jars of JDBC drivers are, for the data sources of the server.");

  /** The table that has one table for each data source. */
  static final String TABLE = "datasource";

  /** The table in each of them with more for its driver. */
  static final String PROPERTIES = "properties";

  static final Setting<String> URL =
      Setting.one(
          "url",
          "URL",
          Written::text,
          "",
          "Where the database is: jdbc:postgresql://localhost/shop.");

  static final Setting<String> DRIVER =
      Setting.one(
          "driver",
          "CLASS",
          Written::text,
          "",
          "The class of the driver; by default the one in drivers/ that understands the URL.");

  static final Setting<String> USER =
      Setting.one("user", "NAME", Written::text, "", "Who connects to the database.");

  static final Setting<String> PASSWORD =
      Setting.one("password", "TEXT", Written::text, "", "The password. It is never logged.");

  static final Setting<Path> PASSWORD_FILE =
      Setting.many(
          "password-file",
          "FILE",
          Readers::path,
          List.of(),
          "A file that holds the password and nothing else.");

  static final Setting<String> PASSWORD_ENV =
      Setting.one(
          "password-env",
          "NAME",
          Written::text,
          "",
          "A variable of the environment that holds it.");

  static final Setting<Integer> MAX_SIZE =
      Setting.one(
          "max-size",
          "N",
          Readers.count(1, 10_000),
          "10",
          "Connections at most, on this node: the database must allow as many for every node.");

  static final Setting<Integer> MIN_IDLE =
      Setting.one(
          "min-idle", "N", Readers.count(0, 10_000), "0", "Idle connections that are kept ready.");

  static final Setting<Duration> PATIENCE =
      Setting.one(
          "wait",
          "TIME",
          atLeast(PoolLimits.SHORTEST_WAIT),
          "10s",
          "How long a request waits for a connection before it gets an SQLException.");

  static final Setting<Duration> IDLE =
      Setting.one(
          "idle",
          "TIME",
          Readers::duration,
          "10m",
          "After which time an idle connection is closed; 0s for never.");

  static final Setting<Duration> MAX_LIFETIME =
      Setting.one(
          "max-lifetime",
          "TIME",
          Readers::duration,
          "30m",
          """
          After which time any connection is replaced, less than the database or a firewall \
          allows; 0s for never.""");

  static final Setting<Duration> VALIDATION =
      Setting.one(
          "validation",
          "TIME",
          atLeast(PoolLimits.SHORTEST_WAIT),
          "5s",
          "How long the test may take whether a connection is still alive.");

  static final Setting<String> VALIDATION_QUERY =
      Setting.one(
          "validation-query",
          "SQL",
          Written::text,
          "",
          "What tests a connection, for drivers that cannot; others do so by themselves.");

  static final Setting<Duration> LEAK =
      Setting.one(
          "leak",
          "TIME",
          Readers::duration,
          "0s",
          "After which time a connection that was not given back is told in the log; 0s for never.");

  static final Setting<Boolean> READ_ONLY =
      Setting.one(
          "read-only",
          "BOOL",
          Readers::flag,
          "false",
          "Whether the database is told that nothing will be changed.");

  static final Setting<Boolean> EAGER =
      Setting.one(
          "eager",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether to connect when the server starts. A database that is down is told in the log \
          and keeps nothing from starting.""");

  private static final List<Setting<?>> ALL =
      List.of(
          URL,
          DRIVER,
          USER,
          PASSWORD,
          PASSWORD_FILE,
          PASSWORD_ENV,
          MAX_SIZE,
          MIN_IDLE,
          PATIENCE,
          IDLE,
          MAX_LIFETIME,
          VALIDATION,
          VALIDATION_QUERY,
          LEAK,
          READ_ONLY,
          EAGER);

  private DataSourceKeys() {}

  /** All of them, in the order they are explained. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  private static ValueReader<Duration> atLeast(Duration least) {
    return written -> {
      Duration read = Readers.duration(written);
      if (read.compareTo(least) < 0) {
        throw new IllegalArgumentException(
            "'%s' must be at least %dms".formatted(written.text(), least.toMillis()));
      }
      return read;
    };
  }
}
