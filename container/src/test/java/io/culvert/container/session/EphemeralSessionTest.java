package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.SessionId;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions in which nothing is stored are stored nowhere, and the application can't tell. */
final class EphemeralSessionTest {
  private final Engine engine = Engine.withEphemeralSessions(100);
  private final Browser user = new Browser(engine);

  private DeploymentInfo application() {
    return engine
        .application("app")
        .setDefaultSessionTimeout(600)
        .addServlet(Engine.page("/see", EphemeralSessionTest::see))
        .addServlet(Engine.page("/peek", EphemeralSessionTest::peek))
        .addServlet(Engine.page("/put", (q, _) -> q.getSession().setAttribute("a", "1")))
        .addServlet(Engine.page("/take", (q, _) -> q.getSession().removeAttribute("a")))
        .addServlet(Engine.page("/leave", (q, _) -> q.getSession().invalidate()))
        .addServlet(Engine.page("/change", (q, r) -> r.getWriter().print(q.changeSessionId())))
        .addServlet(Engine.page("/late", (q, _) -> q.getSession().setMaxInactiveInterval(6_000)));
  }

  private static void see(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    response
        .getWriter()
        .print(
            "%s %s %d %s"
                .formatted(
                    session.isNew() ? "new" : "old",
                    session.getAttribute("a"),
                    session.getCreationTime(),
                    session.getId()));
  }

  private static void peek(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    response
        .getWriter()
        .print(
            session == null ? "none" : request.isRequestedSessionIdValid() + " " + session.getId());
  }

  private static String id(String seen) {
    return seen.substring(seen.lastIndexOf(' ') + 1);
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    engine.close();
  }

  @Test
  void emptySessionIsRecognisedAndCostsTheStoreNothing() throws Exception {
    engine.deploy(application());
    String first = user.body("/app/see");
    engine.clock.advance(Duration.ofSeconds(5));
    String second = user.body("/app/see");
    assertTrue(first.startsWith("new null " + (engine.clock.millis() - 5000)), first);
    assertEquals(first.replace("new", "old"), second);
    assertEquals("true " + id(first), user.body("/app/peek"));
    assertEquals(SessionId.LENGTH, id(first).length());
    user.body("/app/take");
    assertEquals(0, engine.store.count());
    assertEquals(1, engine.managers.counts().getFirst().promised());
  }

  @Test
  void firstAttributeMakesItReal() throws Exception {
    engine.deploy(application());
    String first = user.body("/app/see");
    user.body("/app/put");
    assertEquals(1, engine.store.count());
    assertEquals(first.replace("new null", "old 1"), user.body("/app/see"));
    assertEquals(id(first), engine.store.ids().iterator().next().text());
  }

  @Test
  void attributeInTheFirstRequestMakesItRealAtOnce() throws Exception {
    engine.deploy(application());
    user.body("/app/put");
    assertEquals(1, engine.store.count());
    assertTrue(user.body("/app/see").startsWith("old 1 "));
  }

  @Test
  void otherIntervalMakesItRealToo() throws Exception {
    engine.deploy(application());
    String id = id(user.body("/app/see"));
    user.body("/app/late");
    engine.clock.advance(Duration.ofSeconds(5_000));
    assertEquals(id, id(user.body("/app/see")));
  }

  @Test
  void useKeepsItAliveAndIdlenessEndsIt() throws Exception {
    engine.deploy(application());
    String id = id(user.body("/app/see"));
    for (int i = 0; i < 5; i++) {
      engine.clock.advance(Duration.ofSeconds(500));
      assertEquals(id, id(user.body("/app/see")));
    }
    engine.clock.advance(Duration.ofMinutes(10));
    assertEquals("none", user.body("/app/peek"));
    assertNotEquals(id, id(user.body("/app/see")));
  }

  @Test
  void whatWasNotSignedHereIsNotAdopted() throws Exception {
    engine.deploy(application());
    String id = id(user.body("/app/see"));
    String cookie = user.sessionId().orElseThrow();
    for (String forged :
        new String[] {
          id,
          id + "~",
          id + "~x",
          (cookie.startsWith("A") ? "B" : "A") + cookie.substring(1),
          cookie.substring(0, cookie.length() - 2) + (cookie.endsWith("AA") ? "BA" : "AA"),
          cookie.substring(0, 23) + "B" + cookie.substring(24),
          cookie + "A"
        }) {
      try (Browser thief = new Browser(engine)) {
        thief.plant(forged);
        assertEquals("none", thief.body("/app/peek"), forged);
        assertNotEquals(id, id(thief.body("/app/see")), forged);
      }
    }
  }

  @Test
  void idOfAnotherApplicationProvesNothing() throws Exception {
    engine.deploy(application());
    engine.deploy(
        engine.application("other").addServlet(Engine.page("/peek", EphemeralSessionTest::peek)));
    user.body("/app/see");
    try (Browser planted = new Browser(engine)) {
      planted.plant(user.sessionId().orElseThrow());
      assertEquals("none", planted.body("/other/peek"));
      assertNotEquals("none", planted.body("/app/peek"));
    }
  }

  @Test
  void endedSessionIsNotBroughtBackByItsCookie() throws Exception {
    engine.deploy(application());
    user.body("/app/see");
    String empty = user.sessionId().orElseThrow();
    user.body("/app/leave");
    user.body("/app/put");
    String full = user.sessionId().orElseThrow();
    user.body("/app/leave");
    user.body("/app/see");
    String renamed = user.sessionId().orElseThrow();
    user.body("/app/change");
    for (String old : new String[] {empty, full, renamed}) {
      try (Browser thief = new Browser(engine)) {
        thief.plant(old);
        assertEquals("none", thief.body("/app/peek"));
      }
    }
    assertNotEquals("none", user.body("/app/peek"));
  }

  @Test
  void applicationThatListensForSessionsHasThemAllStored() throws Exception {
    engine.deploy(
        application()
            .addListener(Engine.listener(new Witness("first", new LinkedBlockingQueue<>()))));
    user.body("/app/see");
    assertEquals(1, engine.store.count());
  }

  @Test
  void emptySessionOutlivesARedeploy() throws Exception {
    engine.deploy(application());
    String id = id(user.body("/app/see"));
    engine.undeploy();
    engine.deploy(application());
    assertEquals("true " + id, user.body("/app/peek"));
  }

  @Test
  void whenThereIsNoRoomTheAnswerIs503AndNobodyIsLost() throws Exception {
    try (Engine full = Engine.withLittleRoom(2);
        Browser ada = new Browser(full);
        Browser bob = new Browser(full);
        Browser cleo = new Browser(full)) {
      full.deploy(
          full.application("app")
              .addServlet(Engine.page("/see", EphemeralSessionTest::see))
              .addServlet(Engine.page("/put", (q, _) -> q.getSession().setAttribute("a", "1"))));
      for (Browser each : new Browser[] {ada, bob, ada, bob}) {
        each.body("/app/put");
      }
      var refused = cleo.get("/app/put");
      assertEquals(503, refused.statusCode());
      assertEquals("10", refused.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(200, cleo.get("/app/see").statusCode());
      assertTrue(ada.body("/app/see").startsWith("old 1"));
      assertTrue(bob.body("/app/see").startsWith("old 1"));
      assertEquals(1, full.managers.counts().getFirst().store().refused());
    }
  }
}
