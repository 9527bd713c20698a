package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that one request has stored while another believed that nothing was in them. */
final class BecomingStoredTest {
  private static final long PATIENCE_SECONDS = 60;

  private final Engine engine = Engine.withEphemeralSessions(100);
  private final Browser user = new Browser(engine);
  private final CountDownLatch mayFill = new CountDownLatch(1);
  private final CountDownLatch filled = new CountDownLatch(1);
  private final CountDownLatch knowsIt = new CountDownLatch(1);
  private final CountDownLatch mayLeave = new CountDownLatch(1);

  private DeploymentInfo application() {
    return engine
        .application("app")
        .addServlet(
            Engine.page(
                "/begin",
                (q, r) -> {
                  HttpSession session = q.getSession();
                  // the client is back while this request goes on
                  r.sendRedirect("/app/see");
                  await(mayFill);
                  session.setAttribute("cart", "apple");
                  filled.countDown();
                }))
        .addServlet(
            Engine.page(
                "/stay",
                (q, _) -> {
                  HttpSession session = q.getSession(false);
                  knowsIt.countDown();
                  await(mayLeave);
                  session.invalidate();
                }))
        .addServlet(
            Engine.page(
                "/see", (q, r) -> r.getWriter().print(q.getSession(false).getAttribute("cart"))))
        .addServlet(Engine.page("/leave", (q, _) -> q.getSession(false).invalidate()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    mayFill.countDown();
    mayLeave.countDown();
    user.close();
    engine.close();
  }

  /** A request of the same client that holds the session, in which it has seen nothing. */
  private CompletableFuture<HttpResponse<String>> other = new CompletableFuture<>();

  private void beginAnother() {
    other = user.getAsync("/app/stay");
    await(knowsIt);
  }

  private void fill() {
    mayFill.countDown();
    await(filled);
  }

  @Test
  void whatTheFirstRequestAddsLateIsSeenByTheNextThoughOneBetweenSawNothing() throws Exception {
    engine.deploy(application());
    assertEquals(302, user.get("/app/begin").statusCode());
    beginAnother();
    fill();
    assertEquals("apple", user.body("/app/see"));
  }

  @Test
  void whatAnOldGenerationAddsLateIsSeenInTheNewOneThoughARequestThereSawNothing()
      throws Exception {
    engine.deploy(application());
    assertEquals(302, user.get("/app/begin").statusCode());
    engine.deploy(application());
    beginAnother();
    fill();
    assertEquals("apple", user.body("/app/see"));
  }

  @Test
  void logoutEndsASessionThatAnotherRequestHasStored() throws Exception {
    engine.deploy(application());
    assertEquals(302, user.get("/app/begin").statusCode());
    beginAnother();
    fill();
    assertEquals(200, user.get("/app/leave").statusCode());
    assertEquals(0, engine.store.count());
  }

  @Test
  void logoutEndsASessionThatAnOldGenerationHasStoredMeanwhile() throws Exception {
    engine.deploy(application());
    assertEquals(302, user.get("/app/begin").statusCode());
    engine.deploy(application());
    beginAnother();
    fill();
    assertEquals(1, engine.store.count());
    mayLeave.countDown();
    assertEquals(200, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
    assertEquals(0, engine.store.count());
  }
}
