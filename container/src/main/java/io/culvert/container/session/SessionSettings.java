package io.culvert.container.session;

import io.culvert.session.heap.HeapLimits;
import io.culvert.session.redis.RedisAddress;
import io.culvert.session.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How sessions are kept.
 *
 * @param kind what keeps them while the server runs
 * @param folder where they are kept while the server is not running, and the key of proofs; empty
 *     for nowhere
 * @param ephemeral whether sessions need not be stored as long as nothing is in them
 * @param limits how many sessions an application may have
 * @param redis how Redis is used, if it keeps them
 */
public record SessionSettings(
    Kind kind, Optional<Path> folder, boolean ephemeral, HeapLimits limits, RedisSettings redis) {
  private static final RedisSettings LOCAL_REDIS =
      RedisSettings.at(RedisAddress.parse("redis://127.0.0.1"));

  /** What keeps sessions while the server runs. */
  public enum Kind {
    /** The heap alone: a server that is killed loses them. */
    HEAP,

    /** The heap, and a copy on disk that is there after a crash. Needs a folder. */
    DISK,

    /** Redis, where other servers find them too. Needs no folder, and makes none. */
    REDIS
  }

  public SessionSettings {
    if (kind == Kind.DISK && folder.isEmpty()) {
      throw new IllegalArgumentException("sessions on disk need a folder");
    }
  }

  /** Where sessions are, for people; without passwords. */
  public String place() {
    return switch (kind) {
      case HEAP ->
          folder
              .map("in memory, and in %s while the server is stopped"::formatted)
              .orElse("in memory");
      case DISK -> "in memory, and on disk in " + folder.orElseThrow();
      case REDIS -> "in Redis, " + redis.address();
    };
  }

  /** In memory, as long as the server runs. */
  public static SessionSettings inMemory() {
    int most = 100_000;
    return new SessionSettings(
        Kind.HEAP,
        Optional.empty(),
        true,
        new HeapLimits(
            most,
            most / 4,
            Runtime.getRuntime().maxMemory() / 4,
            Duration.ofMinutes(10),
            Duration.ofMinutes(1)),
        LOCAL_REDIS);
  }

  /** In Redis. */
  static SessionSettings inRedis(RedisSettings redis) {
    SessionSettings usual = inMemory();
    return new SessionSettings(Kind.REDIS, Optional.empty(), true, usual.limits, redis);
  }
}
