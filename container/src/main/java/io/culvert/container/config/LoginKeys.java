package io.culvert.container.config;

import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.identity.JdbcUsers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The part of the table of settings that is about who a client is. */
final class LoginKeys {
  static final Setting<Boolean> REMOTE_USER =
      Setting.one(
          "trust.remote-user",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether REMOTE_USER and AUTH_TYPE name an authenticated user. Some front ends fill them \
          from a header nobody has verified, so this is for front ends that authenticate \
          themselves. Holds for every address in listen that has no ?trust= of its own.""");

  static final Setting<Boolean> TLS =
      Setting.one(
          "trust.tls",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether SSL_PROTOCOL, SSL_CIPHER, SSL_CLIENT_CERT and the like describe the client's TLS \
          session and its certificate. Only for front ends that fill them themselves and let no \
          certificate through that they could not verify, or say so in SSL_CLIENT_VERIFY. Holds for every address in \
          listen that has no ?trust= of its own.""");

  static final Setting<Path> USERS_FILE =
      Setting.one(
          "users.file",
          "FILE",
          Readers::path,
          "conf/users.toml",
          """
          Who may log in to applications, with their passwords, roles and certificates; kept by \
          'culvert user', and read again when it changes. May be missing.""");

  static final Setting<Boolean> BY_COMMON_NAME =
      Setting.one(
          "users.by-common-name",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether a client certificate that no user has listed is that of the user whose name is \
          its common name. Only if whoever signs the certificates sees to it.""");

  static final Setting<Optional<String>> USERS_URL =
      Setting.one(
          "users.jdbc-url",
          "URL",
          Readers::textOrOff,
          "off",
          """
          A database that knows users, too, with the JDBC driver in lib/. While it cannot be asked \
          logins are answered with 503.""");

  static final Setting<Optional<String>> USERS_SOURCE =
      Setting.one(
          "users.datasource",
          "NAME",
          Readers::textOrOff,
          "off",
          """
          The same by a data source, [datasource.NAME], whose connections are pooled and whose \
          driver is in drivers/.""");

  static final Setting<Optional<String>> USERS_USER =
      Setting.one(
          "users.jdbc-user", "NAME", Readers::textOrOff, "off", "Who connects to that database.");

  static final Setting<Optional<String>> USERS_PASSWORD =
      Setting.one(
          "users.jdbc-password",
          "TEXT",
          Readers::textOrOff,
          "off",
          """
          The password for it. Better in the environment or a file that nobody else can read than on \
          the command line, which everybody on the machine sees.""");

  static final Setting<String> PASSWORD_QUERY =
      Setting.one(
          "users.password-query",
          "SQL",
          Readers::text,
          "SELECT password FROM users WHERE name = ?",
          "Gives the password hash of a user, as 'culvert user' writes it.");

  static final Setting<String> ROLES_QUERY =
      Setting.one(
          "users.roles-query",
          "SQL",
          Readers::text,
          "SELECT role FROM user_roles WHERE name = ?",
          "Gives a row for each role of a user.");

  static final Setting<Optional<String>> DIGEST_QUERY =
      Setting.one(
          "users.digest-query",
          "SQL",
          Readers::textOrOff,
          "off",
          "Gives a row for each secret of a user for Digest logins: ALGORITHM:REALM:HASH.");

  static final Setting<Integer> HTTPS_PORT =
      Setting.one(
          "https-port",
          "PORT",
          Readers.count(1, 65_535),
          "443",
          """
          Where the front end answers HTTPS: applications that demand it have plain requests \
          redirected there.""");

  static final List<Setting<?>> USERS =
      List.of(
          USERS_FILE,
          BY_COMMON_NAME,
          USERS_URL,
          USERS_SOURCE,
          USERS_USER,
          USERS_PASSWORD,
          PASSWORD_QUERY,
          ROLES_QUERY,
          DIGEST_QUERY);

  private LoginKeys() {}

  static LoginSettings read(Values values) {
    return new LoginSettings(
        values.one(USERS_FILE),
        values.one(BY_COMMON_NAME),
        connections(values).map(from -> new LoginSettings.Database(from, queries(values))),
        values.one(HTTPS_PORT));
  }

  /** Notes what each value by itself cannot say: that they do not fit together. */
  static void check(Values values, List<DataSourceConfig> dataSources) {
    Optional<String> source = values.one(USERS_SOURCE);
    if (source.isPresent() && values.one(USERS_URL).isPresent()) {
      values.refuse(USERS_SOURCE, "cannot be used together with users.jdbc-url");
    }
    List<String> names = dataSources.stream().map(DataSourceConfig::name).toList();
    if (source.isPresent() && !names.contains(source.get())) {
      String name = source.get();
      values.refuse(
          USERS_SOURCE,
          "'%s' is no data source; there must be a table [datasource.%s]".formatted(name, name));
    }
  }

  private static Optional<LoginSettings.Connections> connections(Values values) {
    return values
        .one(USERS_SOURCE)
        .<LoginSettings.Connections>map(LoginSettings.Connections.Pooled::new)
        .or(() -> values.one(USERS_URL).map(url -> byUrl(values, url)));
  }

  private static LoginSettings.Connections byUrl(Values values, String url) {
    return new LoginSettings.Connections.ByUrl(
        url, values.one(USERS_USER).orElse(""), values.one(USERS_PASSWORD).orElse(""));
  }

  private static JdbcUsers.Queries queries(Values values) {
    return new JdbcUsers.Queries(
        values.one(PASSWORD_QUERY), values.one(ROLES_QUERY), values.one(DIGEST_QUERY));
  }
}
