package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.SessionId;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionManagerStatistics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session begins, is kept alive and ends (Servlet 6.1, chapter 7). */
final class SessionLifeTest {
  private final Engine engine = new Engine(100);
  private final Browser user = new Browser(engine);
  private final AtomicReference<HttpSession.Accessor> kept = new AtomicReference<>();
  private final SessionManager manager;

  SessionLifeTest() throws Exception {
    manager =
        engine.deploy(
            engine
                .application("app")
                .setDefaultSessionTimeout(600)
                .addServlet(Engine.page("/see", (q, r) -> r.getWriter().print(state(q, false))))
                .addServlet(Engine.page("/use", (q, r) -> r.getWriter().print(state(q, true))))
                .addServlet(
                    Engine.page(
                        "/put",
                        (q, _) -> q.getSession().setAttribute("name", q.getParameter("name"))))
                .addServlet(
                    Engine.page(
                        "/interval",
                        (q, r) -> {
                          int seconds = Integer.parseInt(q.getParameter("seconds"));
                          q.getSession().setMaxInactiveInterval(seconds);
                          r.getWriter().print(q.getSession().getMaxInactiveInterval());
                        }))
                .addServlet(
                    Engine.page(
                        "/times",
                        (q, r) -> {
                          HttpSession session = q.getSession();
                          r.getWriter()
                              .print(
                                  session.getCreationTime() + " " + session.getLastAccessedTime());
                        }))
                .addServlet(
                    Engine.page("/keep", (q, _) -> kept.set(q.getSession().getAccessor()))));
  }

  private static String state(HttpServletRequest request, boolean create) {
    HttpSession session = request.getSession(create);
    return session == null ? "none" : session.isNew() ? "new" : "old";
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    engine.close();
  }

  @Test
  void sessionIsMadeOnlyWhenAskedForAndIsNewOnce() throws Exception {
    assertEquals("none", user.body("/app/see"));
    assertEquals(Optional.empty(), user.sessionId());
    assertEquals("new", user.body("/app/use"));
    assertEquals(SessionId.LENGTH, user.sessionId().orElseThrow().length());
    assertEquals("old", user.body("/app/use"));
    assertEquals("old", user.body("/app/see"));
    assertEquals(1, engine.store.count());
  }

  @Test
  void clientsDoNotShareSessions() throws Exception {
    try (Browser other = new Browser(engine)) {
      user.body("/app/put?name=ada");
      assertEquals("new", other.body("/app/use"));
      assertNotEquals(user.sessionId(), other.sessionId());
      assertEquals(2, engine.store.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "short", "AAAAAAAAAAAAAAAAAAAAAA.node1"})
  void idTheServerDoesNotKnowIsNeverAdopted(String planted) throws Exception {
    user.plant(planted);
    assertEquals("none", user.body("/app/see"));
    assertEquals("new", user.body("/app/use"));
    assertEquals(1, engine.store.count());
    assertTrue(engine.store.ids().stream().noneMatch(id -> id.text().equals(planted)));
  }

  @Test
  void idOfASessionInAnotherApplicationIsNotAdopted() throws Exception {
    SessionManager other =
        engine.deploy(
            engine
                .application("other")
                .setCheckOtherSessionManagers(true)
                .addServlet(Engine.page("/use", (q, r) -> r.getWriter().print(state(q, true)))));
    user.body("/app/use");
    try (Browser attacker = new Browser(engine)) {
      attacker.plant(user.sessionId().orElseThrow());
      assertEquals("new", attacker.body("/other/use"));
      assertEquals(1, other.getAllSessions().size());
      assertTrue(!other.getAllSessions().contains(user.sessionId().orElseThrow()));
    }
  }

  @Test
  void idleSessionIsOverWhenItsTimeIsUp() throws Exception {
    user.body("/app/put?name=ada");
    engine.clock.advance(Duration.ofSeconds(599));
    assertEquals("old", user.body("/app/see"));
    engine.clock.advance(Duration.ofMinutes(10));
    assertEquals("none", user.body("/app/see"));
    String old = user.sessionId().orElseThrow();
    assertEquals("new", user.body("/app/use"));
    assertNotEquals(old, user.sessionId().orElseThrow());
  }

  @Test
  void useKeepsASessionAliveForEver() throws Exception {
    user.body("/app/put?name=ada");
    for (int i = 0; i < 10; i++) {
      engine.clock.advance(Duration.ofSeconds(500));
      engine.managers.sweep();
      assertEquals("old", user.body("/app/see"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void intervalOfZeroOrLessMeansNever(int seconds) throws Exception {
    assertEquals(Integer.toString(seconds), user.body("/app/interval?seconds=" + seconds));
    engine.clock.advance(Duration.ofDays(4_000));
    engine.managers.sweep();
    assertEquals("old", user.body("/app/see"));
  }

  @Test
  void shorterIntervalHoldsAtOnce() throws Exception {
    assertEquals("10", user.body("/app/interval?seconds=10"));
    engine.clock.advance(Duration.ofSeconds(11));
    engine.managers.sweep();
    assertEquals(0, engine.store.count());
    assertEquals("none", user.body("/app/see"));
  }

  @Test
  void lastAccessIsTheRequestBeforeThisOne() throws Exception {
    long start = engine.clock.millis();
    assertEquals(start + " " + start, user.body("/app/times"));
    engine.clock.advance(Duration.ofSeconds(10));
    assertEquals(start + " " + start, user.body("/app/times"));
    engine.clock.advance(Duration.ofSeconds(10));
    assertEquals(start + " " + (start + 10_000), user.body("/app/times"));
  }

  @Test
  void accessByAThreadOfTheApplicationCountsAsAccess() throws Exception {
    user.body("/app/keep");
    HttpSession.Accessor accessor = kept.get();
    for (int i = 0; i < 3; i++) {
      engine.clock.advance(Duration.ofSeconds(500));
      int number = i;
      accessor.access(session -> session.setAttribute("tick", number));
    }
    assertEquals("old", user.body("/app/see"));
    assertEquals(2, manager.getSession(user.sessionId().orElseThrow()).getAttribute("tick"));
  }

  @Test
  void lookingAtASessionByItsIdDoesNotKeepItAlive() throws Exception {
    user.body("/app/use");
    String id = user.sessionId().orElseThrow();
    engine.clock.advance(Duration.ofSeconds(599));
    assertEquals(id, manager.getSession(id).getId());
    engine.clock.advance(Duration.ofSeconds(1));
    assertEquals(null, manager.getSession(id));
  }

  @Test
  void statisticsCountWhatHappened() throws Exception {
    user.body("/app/use");
    engine.clock.advance(Duration.ofSeconds(700));
    engine.managers.sweep();
    user.body("/app/use");
    SessionManagerStatistics statistics = manager.getStatistics();
    assertEquals(2, statistics.getCreatedSessionCount());
    assertEquals(1, statistics.getActiveSessionCount());
    assertEquals(1, statistics.getExpiredSessionCount());
    assertEquals(1, statistics.getHighestSessionCount());
    assertEquals(100, statistics.getMaxActiveSessions());
    assertEquals(700_000, statistics.getMaxSessionAliveTime());
    assertEquals(700_000, statistics.getAverageSessionAliveTime());
  }
}
