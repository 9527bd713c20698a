package io.culvert.session.redis;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SurvivingStoreContract;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** What every store promises, by way of one of the servers that share a Redis. */
interface RedisContract extends SurvivingStoreContract<String> {
  /** Of an application of its own for each test. */
  Node node();

  /** Another server with the same sessions. */
  Node other() throws IOException;

  @Override
  default void afterCrash(Consumer<SessionStore<String>> look) throws IOException {
    try (Node next = other()) {
      look.accept(next.store());
    }
  }

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
