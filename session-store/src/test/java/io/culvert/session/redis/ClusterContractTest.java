package io.culvert.session.redis;

import io.culvert.session.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The contract holds on a cluster of three as well. */
final class ClusterContractTest implements RedisContract {
  private static final int SLOTS = 16_384;
  private static final int NODES = 3;

  @TempDir private static Path folder;
  private static final List<RedisProcess> CLUSTER = new ArrayList<>();
  private final String application = "shop-" + Node.newId().text();
  private Node node;

  @BeforeAll
  static void startCluster() throws IOException {
    for (int i = 0; i < NODES; i++) {
      Path own = Files.createDirectory(folder.resolve("node" + i));
      CLUSTER.add(RedisProcess.start(own, "--cluster-enabled", "yes"));
      try (Jedis client = CLUSTER.getLast().client()) {
        client.clusterAddSlotsRange(SLOTS * i / NODES, SLOTS * (i + 1) / NODES - 1);
        client.clusterMeet("127.0.0.1", CLUSTER.getFirst().port());
      }
    }
    CLUSTER.forEach(ClusterContractTest::awaitWhole);
  }

  private static void awaitWhole(RedisProcess one) {
    try (Jedis client = one.client()) {
      RedisProcess.awaitUntil(() -> client.clusterInfo().contains("cluster_state:ok"));
    }
  }

  @AfterAll
  static void endCluster() {
    CLUSTER.forEach(RedisProcess::close);
    CLUSTER.clear();
  }

  @BeforeEach
  void open() throws IOException {
    node = open(new FakeClock());
  }

  private Node open(FakeClock clock) throws IOException {
    String address =
        CLUSTER.stream()
            .map(each -> "127.0.0.1:" + each.port())
            .collect(Collectors.joining(",", "redis-cluster://", ""));
    RedisSettings settings = RedisSettings.at(RedisAddress.parse(address));
    return Node.of(settings, application, clock);
  }

  @Override
  public Node other() throws IOException {
    return open(node.clock());
  }

  @Override
  public Node node() {
    return node;
  }
}
