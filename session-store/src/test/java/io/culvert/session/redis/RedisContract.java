package io.culvert.session.redis;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;

/** What every store promises, by way of one of the servers that share a Redis. */
interface RedisContract extends SessionStoreContract<String> {
  /** Of an application of its own for each test. */
  Node node();

  @AfterEach
  default void closeNode() {
    node().close();
  }

  @Override
  default SessionStore<String> store() {
    return node().store();
  }

  @Override
  default FakeClock clock() {
    return node().clock();
  }

  @Override
  default String value(String text) {
    return text;
  }

  @Override
  default String text(String value) {
    return value;
  }
}
