package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SessionSweeperTest {
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void sweeperEndsSessionsWithoutAnyRequest() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (Engine engine = new Engine(10);
        Browser user = new Browser(engine)) {
      engine.deploy(application(engine, "app", new EndWitness(ended, new CountDownLatch(0))));
      user.body("/app/use");
      engine.clock.advance(Duration.ofSeconds(2));
      try (SessionSweeper _ = SessionSweeper.start(engine.managers)) {
        assertTrue(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void listenerThatDoesNotReturnKeepsOnlyTheSessionsOfItsOwnApplication() throws Exception {
    CountDownLatch bothEnded = new CountDownLatch(2);
    CountDownLatch mayReturn = new CountDownLatch(1);
    try (Engine engine = new Engine(10);
        Browser user = new Browser(engine)) {
      for (String name : new String[] {"app", "other"}) {
        engine.deploy(application(engine, name, new EndWitness(bothEnded, mayReturn)));
        user.body("/" + name + "/use");
      }
      engine.clock.advance(Duration.ofSeconds(2));
      try (SessionSweeper _ = SessionSweeper.start(engine.managers)) {
        assertTrue(bothEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        mayReturn.countDown();
      }
    } finally {
      mayReturn.countDown();
    }
  }

  private static DeploymentInfo application(Engine engine, String name, EndWitness witness) {
    return engine
        .application(name)
        .setDefaultSessionTimeout(1)
        .addListener(Engine.listener(witness))
        .addServlet(Engine.page("/use", (q, _) -> q.getSession()));
  }

  record EndWitness(CountDownLatch ended, CountDownLatch mayReturn) implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      ended.countDown();
      try {
        assertTrue(mayReturn.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
