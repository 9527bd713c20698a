package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of one session that overlap, and applications that go on after their response left. */
final class SessionOverlapTest {
  private static final long PATIENCE_SECONDS = 30;

  private final Engine engine = new Engine(100);
  private final Browser user = new Browser(engine);
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<String> outcome = new AtomicReference<>("nothing");

  SessionOverlapTest() throws Exception {
    engine.deploy(
        engine
            .application("app")
            .addServlet(Engine.page("/get", SessionOverlapTest::get))
            .addServlet(Engine.page("/set", (q, _) -> q.getSession().setAttribute("late", "set")))
            .addServlet(Engine.page("/leave", (q, _) -> q.getSession().invalidate()))
            .addServlet(Engine.page("/change", (q, _) -> q.changeSessionId()))
            .addServlet(
                Engine.page(
                    "/redirect",
                    (q, r) -> {
                      HttpSession session = q.getSession();
                      r.sendRedirect("/app/get");
                      goOn(session);
                    }))
            .addServlet(
                Engine.page(
                    "/forward",
                    (q, r) -> {
                      q.getRequestDispatcher("/get").forward(q, r);
                      goOn(q.getSession());
                    }))
            .addServlet(Engine.page("/slow", (q, _) -> goOn(q.getSession()))));
  }

  private static void get(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print(request.getSession().getAttribute("late"));
  }

  /** Says that it is here, waits for the test and then writes to the session. */
  private void goOn(HttpSession session) {
    arrived.countDown();
    try {
      await(mayGoOn);
      session.setAttribute("late", "set");
      outcome.set("set " + session.getAttribute("late"));
    } catch (IllegalStateException e) {
      outcome.set("over");
    } finally {
      over.countDown();
    }
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
    mayGoOn.countDown();
    user.close();
    engine.close();
  }

  @Test
  void attributeSetAfterTheRedirectLeftIsSeenByTheNextRequest() throws Exception {
    assertEquals("null", user.body("/app/get"));
    assertEquals(302, user.get("/app/redirect").statusCode());
    // the client has its answer and is back while the application still runs
    assertEquals("null", user.body("/app/get"));
    mayGoOn.countDown();
    await(over);
    assertEquals("set", user.body("/app/get"));
  }

  @Test
  void attributeSetAfterAForwardIsSeenByTheNextRequest() throws Exception {
    assertEquals("null", user.body("/app/get"));
    assertEquals("null", user.body("/app/forward"));
    mayGoOn.countDown();
    await(over);
    assertEquals("set", user.body("/app/get"));
  }

  @Test
  void sessionMadeByTheRedirectingRequestTakesLateAttributesToo() throws Exception {
    assertEquals(302, user.get("/app/redirect").statusCode());
    mayGoOn.countDown();
    await(over);
    assertEquals("set", user.body("/app/get"));
  }

  @Test
  void changeIsVisibleToARequestThatIsUnderWay() throws Exception {
    user.body("/app/get");
    CompletableFuture<HttpResponse<String>> slow = user.getAsync("/app/slow");
    await(arrived);
    user.body("/app/set");
    assertEquals("set", user.body("/app/get"));
    mayGoOn.countDown();
    assertEquals(200, slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void requestUnderWaySurvivesThatAnotherChangesTheId() throws Exception {
    user.body("/app/get");
    String old = user.sessionId().orElseThrow();
    CompletableFuture<HttpResponse<String>> slow = user.getAsync("/app/slow");
    await(arrived);
    user.body("/app/change");
    assertNotEquals(old, user.sessionId().orElseThrow());
    mayGoOn.countDown();
    assertEquals(200, slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
    assertEquals("set set", outcome.get());
    assertEquals("set", user.body("/app/get"));
    assertEquals(1, engine.store.count());
  }

  @Test
  void requestUnderWayFindsTheSessionOverThatAnotherInvalidated() throws Exception {
    user.body("/app/get");
    CompletableFuture<HttpResponse<String>> slow = user.getAsync("/app/slow");
    await(arrived);
    user.body("/app/leave");
    mayGoOn.countDown();
    assertEquals(200, slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
    assertEquals("over", outcome.get());
    assertEquals(0, engine.store.count());
  }

  @Test
  void dispatchIntoAnotherContextSharesTheIdButNotTheSession() throws Exception {
    engine.deploy(engine.application("inner").addServlet(Engine.page("/set", (q, _) -> inner(q))));
    engine.deploy(
        engine
            .application("outer")
            .addServlet(
                Engine.page(
                    "/call",
                    (q, r) -> {
                      q.getSession();
                      q.getServletContext()
                          .getContext("/inner")
                          .getRequestDispatcher("/set")
                          .include(q, r);
                      outcome.updateAndGet(
                          id -> id.equals(q.getSession().getId()) ? "same" : "other");
                      r.getWriter().print(q.getSession().getAttribute("inner"));
                    })));
    assertEquals("null", user.body("/outer/call"));
    assertEquals("same", outcome.get());
    assertEquals("null", user.body("/outer/call"));
    assertEquals("same", outcome.get());
  }

  private void inner(HttpServletRequest request) {
    request.getSession().setAttribute("inner", "set");
    outcome.set(request.getSession().getId());
  }
}
