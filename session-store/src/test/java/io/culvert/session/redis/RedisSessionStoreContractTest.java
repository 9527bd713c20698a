package io.culvert.session.redis;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class RedisSessionStoreContractTest implements SessionStoreContract<String> {
  @TempDir private static Path folder;
  private static RedisProcess redis;
  private final FakeClock clock = new FakeClock();
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
    RedisSettings settings = RedisSettings.at(RedisAddress.parse(redis.address()));
    node = Node.of(settings, "/shop*{1}-" + Node.newId().text(), clock);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Override
  public SessionStore<String> store() {
    return node.store();
  }

  @Override
  public FakeClock clock() {
    return clock;
  }

  @Override
  public String value(String text) {
    return text;
  }

  @Override
  public String text(String value) {
    return value;
  }
}
