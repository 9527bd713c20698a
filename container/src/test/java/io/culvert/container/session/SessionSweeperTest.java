package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SessionSweeperTest {
  @Test
  void sweeperEndsSessionsWithoutAnyRequest() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (Engine engine = new Engine(10);
        Browser user = new Browser(engine)) {
      engine.deploy(
          engine
              .application("app")
              .setDefaultSessionTimeout(1)
              .addListener(Engine.listener(new EndWitness(ended)))
              .addServlet(Engine.page("/use", (q, _) -> q.getSession())));
      user.body("/app/use");
      engine.clock.advance(Duration.ofSeconds(2));
      try (SessionSweeper _ = SessionSweeper.start(engine.managers)) {
        assertTrue(ended.await(60, TimeUnit.SECONDS));
      }
    }
  }

  record EndWitness(CountDownLatch ended) implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      ended.countDown();
    }
  }
}
