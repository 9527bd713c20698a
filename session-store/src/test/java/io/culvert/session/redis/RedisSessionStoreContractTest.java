package io.culvert.session.redis;

import io.culvert.session.FakeClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class RedisSessionStoreContractTest implements RedisContract {
  @TempDir private static Path folder;
  private static RedisProcess redis;
  private final String application = "/shop*{1}-" + Node.newId().text();
  private Node node;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void endRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    node = open(new FakeClock());
  }

  private Node open(FakeClock clock) throws IOException {
    return Node.of(RedisSettings.at(RedisAddress.parse(redis.address())), application, clock);
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
