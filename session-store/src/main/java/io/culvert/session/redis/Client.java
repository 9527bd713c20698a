package io.culvert.session.redis;

import java.net.SocketTimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/**
 * Connections to Redis. Safe for any number of threads.
 *
 * @param redis does what is asked, each thing over some connection
 * @param connections where it takes them from
 */
record Client(UnifiedJedis redis, ConnectionProvider connections) implements AutoCloseable {
  /**
   * Does something that does no harm if it is done twice. A connection that was not used for long
   * may have been cut, which only using it shows; that of a virtual thread is closed when the
   * thread is interrupted.
   */
  <T> T twice(Function<UnifiedJedis, T> task) {
    try {
      return task.apply(redis);
    } catch (JedisException e) {
      boolean interrupted = Thread.interrupted() || e.getCause() instanceof InterruptedException;
      if (!interrupted && !isCut(e)) {
        throw e;
      }
      try {
        return again(task, interrupted);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private <T> T again(Function<UnifiedJedis, T> task, boolean interrupted) {
    if (!interrupted) {
      forgetIdle(); // whoever has cut one connection has cut all that were idle
    }
    return task.apply(redis);
  }

  private static boolean isCut(JedisException e) {
    return switch (e) {
      case JedisConnectionException cut -> !(cut.getCause() instanceof SocketTimeoutException);
      case JedisClusterOperationException all ->
          Stream.of(all.getSuppressed())
              .anyMatch(each -> each instanceof JedisConnectionException cut && isCut(cut));
      default -> false;
    };
  }

  private void forgetIdle() {
    for (Object each : connections.getConnectionMap().values()) {
      if (each instanceof Pool<?> pool) {
        pool.clear();
      }
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
