package io.culvert.session.redis;

import java.time.Duration;

/**
 * How Redis is used.
 *
 * @param address where it is
 * @param prefix what all keys begin with: servers that share sessions have the same one
 * @param timeout how long one waits for a connection and for an answer
 * @param connections how many connections there are at most
 * @param whenDown what happens while it does not answer
 * @param backlog about how many bytes of changes are remembered meanwhile
 * @param near how many sessions of an application this process keeps in mind
 */
public record RedisSettings(
    RedisAddress address,
    String prefix,
    Duration timeout,
    int connections,
    WhenDown whenDown,
    long backlog,
    int near) {
  /** What happens while Redis does not answer. */
  public enum WhenDown {
    /** Nobody is served who needs a session. */
    REFUSE,

    /**
     * Those are served whose sessions are known here; what they change is told Redis when it is
     * back.
     */
    REMEMBER
  }

  /** As it is without settings. */
  public static RedisSettings at(RedisAddress address) {
    return new RedisSettings(
        address, "culvert:", Duration.ofSeconds(2), 32, WhenDown.REFUSE, 16 << 20, 10_000);
  }
}
