package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionId;
import io.culvert.session.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Sentinels say which of several servers is the master. */
@Timeout(60)
final class SentinelTest {
  @TempDir private Path folder;

  @Test
  void sessionsAreThereAfterAFailover() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    try (RedisProcess master = RedisProcess.start(first, "--repl-diskless-sync-delay", "0");
        RedisProcess replica =
            RedisProcess.start(second, "--replicaof", "127.0.0.1 " + master.port());
        RedisProcess sentinel =
            RedisProcess.sentinel(
                folder,
                """
                sentinel monitor main 127.0.0.1 %d 1
                sentinel down-after-milliseconds main 500
                """
                    .formatted(master.port()))) {
      String address = "redis-sentinel://main@127.0.0.1:" + sentinel.port();
      try (Node node =
          Node.of(RedisSettings.at(RedisAddress.parse(address)), "shop", new FakeClock())) {
        SessionId id = node.created("user", "ada");
        failOver(sentinel, replica);
        RedisProcess.awaitUntil(() -> isSaved(node, id));
        assertEquals("eve", node.visit(id, "user"));
      }
    }
  }

  private static void failOver(RedisProcess sentinel, RedisProcess replica) {
    try (Jedis orders = sentinel.client()) {
      RedisProcess.awaitUntil(() -> says(replica, "master_link_status:up"));
      RedisProcess.awaitUntil(() -> !orders.sentinelReplicas("main").isEmpty());
      RedisProcess.awaitUntil(() -> isOrdered(orders));
      RedisProcess.awaitUntil(() -> says(replica, "role:master"));
    }
  }

  /** No server says anything while it becomes a master: it cuts all connections. */
  private static boolean says(RedisProcess server, String what) {
    try (Jedis client = server.client()) {
      return client.info("replication").contains(what);
    } catch (JedisConnectionException _) {
      return false;
    }
  }

  /** Refused as long as the sentinel does not trust the replica. */
  private static boolean isOrdered(Jedis orders) {
    try {
      return orders.sentinelFailover("main").equals("OK");
    } catch (JedisDataException _) {
      return false;
    }
  }

  private static boolean isSaved(Node node, SessionId id) {
    try {
      node.put(id, "user", "eve");
      return true;
    } catch (StoreUnavailableException _) {
      return false;
    }
  }
}
