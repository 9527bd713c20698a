package io.culvert.container.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentException;
import io.culvert.container.deploy.DeploymentSpec;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Applications that are no more than a handler: it answers what the last part of the path says. */
@Timeout(60)
class WarmUpTest {
  private static final DeploymentSpec SPEC =
      new DeploymentSpec("shop.example", "/shop", Path.of("shop.war"));
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> stages = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final FakeApp app = new FakeApp();
  private final UndertowApplication connector =
      new UndertowApplication(_ -> {}, UndertowSettings.DEFAULT, AbortListener.NONE);

  @AfterEach
  void end() {
    release.countDown();
    connector.close();
  }

  private void answer(HttpServerExchange exchange) throws InterruptedException {
    String path = exchange.getRelativePath();
    asked.add(exchange.getRequestHeaders().getFirst(Headers.HOST) + " " + path);
    if (path.equals("/hang")) {
      exchange.dispatch(() -> {}); // and nobody will ever end it
      release.await();
    }
    exchange.setStatusCode(path.matches("/\\d+") ? Integer.parseInt(path.substring(1)) : 200);
  }

  private Deployment run(WarmUpPolicy policy, String declared, String... popular) {
    app.declared = declared;
    Running running = new Running(SPEC, List.of(), this::answer, app);
    return new WarmUp(connector::ask, policy).run(running, List.of(popular), stages::add);
  }

  @Test
  void theApplicationIsAskedForWhatItNamesAndThenForWhatIsPopularEachOnce() {
    WarmUpPolicy policy = new WarmUpPolicy(3, LONG, true);
    Deployment warm =
        run(policy, "\n /a, b%20c\n /a ", "/shop/x", "/shop/a", "/shop/404", "/shop/too-many");
    assertInstanceOf(Running.class, warm);
    assertEquals(
        List.of("/a", "/b c", "/x", "/404").stream().map("shop.example "::concat).toList(), asked);
    assertEquals(List.of("warm-up"), stages);
    assertEquals("warm-up", warm.timings().getFirst().stage());
  }

  @Test
  void withNothingToAskForThereIsNoSuchStage() {
    assertEquals(List.of(), run(WarmUpPolicy.STANDARD, "").timings());
    assertEquals(List.of(), stages);
  }

  @Test
  void badAnswersAreNoReasonNotToServe() {
    Deployment warm = run(WarmUpPolicy.STANDARD, "/404 /500", "/shop/503", "/shop/last");
    assertInstanceOf(Running.class, warm);
    assertEquals("shop.example /last", asked.getLast());
    assertEquals(0, app.stops);
  }

  @Test
  void whoWantsGoodAnswersGetsAFailureThatNamesTheBadOnes() {
    WarmUpPolicy strict = new WarmUpPolicy(9, LONG, true);
    Failed failed =
        assertInstanceOf(Failed.class, run(strict, "/404 /302", "/shop/404", "/shop/503"));
    assertEquals(
        "/shop/404 is answered with 404; /shop/503 is answered with 503",
        failed.cause().getMessage());
    assertEquals("warm-up", failed.stage());
    assertEquals(1, app.stops);
  }

  @Test
  void anApplicationThatDoesNotAnswerIsNotWaitedForLonger() {
    Duration brief = Duration.ofMillis(50);
    assertInstanceOf(Running.class, run(new WarmUpPolicy(9, brief, false), "/hang", "/shop/after"));
    Failed failed =
        assertInstanceOf(
            Failed.class, run(new WarmUpPolicy(9, brief, true), "/hang", "/shop/after"));
    assertEquals(
        "/shop/hang has not been answered within 50 ms (warm-up.time), nor what comes after it",
        failed.cause().getMessage());
    assertEquals(false, asked.contains("shop.example /after"));
  }

  @Test
  void whatHasFailedIsLeftAsItIs() {
    Failed failed = new Failed(SPEC, List.of(), "start", new DeploymentException("so"));
    WarmUp warmUp = new WarmUp(connector::ask, WarmUpPolicy.STANDARD);
    assertSame(failed, warmUp.run(failed, List.of("/shop/"), stages::add));
  }
}
