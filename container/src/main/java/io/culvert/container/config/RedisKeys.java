package io.culvert.container.config;

import io.culvert.session.redis.RedisAddress;
import io.culvert.session.redis.RedisSettings;
import io.culvert.session.redis.RedisSettings.WhenDown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The part of the table of settings that says how sessions are kept in Redis. */
final class RedisKeys {
  private static final Setting<RedisAddress> ADDRESS =
      Setting.one(
          "sessions.redis.address",
          "URL",
          written -> RedisAddress.parse(written.text()),
          "redis://127.0.0.1:6379/0",
          """
          Where Redis or Valkey is: redis://[USER:PASSWORD@]HOST:PORT/DATABASE, \
          redis-sentinel://MASTER@HOST:PORT,HOST:PORT or redis-cluster://HOST:PORT,HOST:PORT; with \
          TLS they begin with rediss. It has to answer when the server starts.""");

  private static final Setting<Optional<String>> PASSWORD =
      Setting.one(
          "sessions.redis.password-file",
          "FILE",
          RedisKeys::password,
          "off",
          """
          A file whose first line is the password for Redis, in place of one in the address, which \
          others may see on the command line. Refused if everybody on the machine may read it.""");

  private static final Setting<String> PREFIX =
      Setting.one(
          "sessions.redis.prefix",
          "TEXT",
          RedisKeys::prefix,
          "culvert:",
          """
          What all keys in Redis begin with. Servers share their sessions if they have the same \
          prefix, and applications of the same host and path.""");

  private static final Setting<Duration> TIMEOUT =
      Setting.one(
          "sessions.redis.timeout",
          "TIME",
          Readers::duration,
          "2s",
          """
          How long a request waits for a connection to Redis and for each answer. Then Redis is \
          taken to be down, and nobody waits for it until it answers again.""");

  private static final Setting<Integer> CONNECTIONS =
      Setting.one(
          "sessions.redis.connections",
          "N",
          Readers.count(1, 10_000),
          "32",
          """
          Connections to Redis, and in a cluster to each of its nodes. A request holds one only \
          while it waits for an answer.""");

  private static final Setting<WhenDown> WHEN_DOWN =
      Setting.one(
          "sessions.redis.when-down",
          "WHAT",
          RedisKeys::whenDown,
          "refuse",
          """
          What happens while Redis is down to requests that come with a session or need one: with \
          refuse they are answered with 503; with remember those are served whose session this \
          server knows, and what they change is told Redis when it is back, unless the server dies \
          before.""");

  private static final Setting<Long> BACKLOG =
      Setting.one(
          "sessions.redis.backlog",
          "SIZE",
          Readers.size(1 << 10, 1L << 40),
          "16MiB",
          """
          How much may be remembered; beyond that, requests that would change a session are \
          answered with 503.""");

  private static final Setting<Integer> NEAR =
      Setting.one(
          "sessions.redis.near",
          "N",
          Readers.count(1, 100_000_000),
          "10000",
          """
          How many sessions of an application the server keeps in mind, so that Redis is only asked \
          whether they have changed. There should be more than are in use at once.""");

  static final List<Setting<?>> ALL =
      List.of(ADDRESS, PASSWORD, PREFIX, TIMEOUT, CONNECTIONS, WHEN_DOWN, BACKLOG, NEAR);

  private RedisKeys() {}

  private static Optional<String> password(Written written) {
    if (written.text().equals("off")) {
      return Optional.empty();
    }
    Path file = Readers.path(written);
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IllegalArgumentException(
            "%s holds a password, and everybody on this machine may read it; run chmod o= on it"
                .formatted(file));
      }
      return Optional.of(Files.readAllLines(file).getFirst());
    } catch (IOException | NoSuchElementException e) {
      throw new IllegalArgumentException("%s has no first line: %s".formatted(file, e), e);
    }
  }

  /** In a cluster braces would say which keys belong together. */
  private static String prefix(Written written) {
    if (!written.text().matches("[A-Za-z0-9._:/-]{0,100}")) {
      throw Readers.refuse(written, "has other characters than A-Z a-z 0-9 . _ : / -");
    }
    return written.text();
  }

  private static WhenDown whenDown(Written written) {
    return switch (written.text()) {
      case "refuse" -> WhenDown.REFUSE;
      case "remember" -> WhenDown.REMEMBER;
      default -> throw Readers.refuse(written, "is neither refuse nor remember");
    };
  }

  static RedisSettings read(Values values) {
    RedisAddress address = values.one(ADDRESS);
    return new RedisSettings(
        values.one(PASSWORD).map(address::withPassword).orElse(address),
        values.one(PREFIX),
        values.one(TIMEOUT),
        values.one(CONNECTIONS),
        values.one(WHEN_DOWN),
        values.one(BACKLOG),
        values.one(NEAR));
  }
}
