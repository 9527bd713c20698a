package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.SessionId;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionIdListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids carry the route of their node, and another node with the same store takes over. */
final class RouteTest {
  private final Engine first = Engine.node("n1");
  private final Engine second = first.sibling("n2");
  private final Browser user = new Browser(first);
  private final Browser moved = new Browser(second);

  private DeploymentInfo application(Engine engine) {
    return engine
        .application("app")
        .setDefaultSessionTimeout(600)
        .addServlet(Engine.page("/see", RouteTest::see))
        .addServlet(Engine.page("/begin", (q, _) -> q.getSession()))
        .addServlet(Engine.page("/put", (q, _) -> q.getSession().setAttribute("a", "1")))
        .addServlet(Engine.page("/change", (q, r) -> r.getWriter().print(q.changeSessionId())))
        .addServlet(Engine.page("/leave", (q, _) -> q.getSession().invalidate()));
  }

  private static void see(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String requested = request.getRequestedSessionId();
    boolean valid = request.isRequestedSessionIdValid();
    HttpSession session = request.getSession(false);
    response
        .getWriter()
        .print(
            session == null
                ? "none"
                : "%s %s %s"
                    .formatted(
                        session.getAttribute("a"), valid, session.getId().equals(requested)));
  }

  @BeforeEach
  void deploy() throws Exception {
    first.deploy(application(first));
    second.deploy(application(second));
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    moved.close();
    second.close();
    first.close();
  }

  private SessionCounts counts(Engine engine) {
    return engine.managers.counts().getFirst();
  }

  /** The user's next request goes to the other node. */
  private void move() {
    moved.isGiven(user.sessionId().orElseThrow());
  }

  @Test
  void idEndsWithTheRouteInTheCookieAndForTheApplicationAlsoWhenItChanges() throws Exception {
    user.body("/app/put");
    String cookie = user.sessionId().orElseThrow();
    assertTrue(cookie.matches("[A-Za-z0-9_-]{22}~[^.~]+\\.n1"), cookie);
    assertEquals("1 true true", user.body("/app/see"));
    String changed = user.body("/app/change");
    assertTrue(changed.matches("[A-Za-z0-9_-]{22}\\.n1"), changed);
    assertEquals(changed, user.sessionId().orElseThrow());
    assertEquals("1 true true", user.body("/app/see"));
    assertEquals(0, counts(first).strayed());
  }

  @Test
  void listenersHearOfAnIdAsTheApplicationKnewIt() throws Exception {
    Engine engine = Engine.node("n3");
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpSessionIdListener listener = (_, old) -> heard.add(old);
    try (engine;
        Browser visitor = new Browser(engine)) {
      engine.deploy(application(engine).addListener(Engine.listener(listener)));
      visitor.body("/app/put");
      visitor.body("/app/change");
      String before = visitor.sessionId().orElseThrow();
      heard.clear();
      visitor.body("/app/change");
      assertEquals(before, heard.poll());
    }
  }

  @Test
  void sessionIsServedByAnotherNodeOfTheStoreAndBelongsThereFromThenOn() throws Exception {
    user.body("/app/put");
    move();
    assertEquals("1 true true", moved.body("/app/see"));
    String cookie = moved.sessionId().orElseThrow();
    assertTrue(cookie.endsWith(".n2"), cookie);
    assertEquals(1, counts(second).strayed());
    assertEquals(1, counts(second).rerouted());
    assertEquals("1 true true", moved.body("/app/see"));
    assertEquals(1, counts(second).strayed());
    assertEquals(1, counts(second).rerouted());
  }

  @Test
  void sessionThatIsNotStoredIsRecognisedByAnotherNodeAndBelongsThereFromThenOn() throws Exception {
    user.body("/app/begin");
    move();
    assertEquals("null true true", moved.body("/app/see"));
    assertTrue(moved.sessionId().orElseThrow().matches("[^.~]{22}~[^.~]+\\.n2"));
    assertEquals(1, counts(second).rerouted());
    assertEquals("null true true", moved.body("/app/see"));
    assertEquals(1, counts(second).rerouted());
    assertEquals(0, first.store.count());
  }

  @Test
  void idWithoutARouteGetsOne() throws Exception {
    user.body("/app/put");
    user.body("/app/change");
    moved.isGiven(user.sessionId().orElseThrow().replace(".n1", ""));
    assertEquals("1 true true", moved.body("/app/see"));
    assertTrue(moved.sessionId().orElseThrow().endsWith(".n2"));
    assertEquals(0, counts(second).strayed());
    assertEquals(1, counts(second).rerouted());
  }

  @Test
  void sessionThatEndedElsewhereIsNotBroughtBack() throws Exception {
    user.body("/app/put");
    user.body("/app/change");
    move();
    moved.body("/app/leave");
    assertEquals(Optional.empty(), moved.sessionId());
    assertEquals("none", user.body("/app/see"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s.",
        "%s.n1.n1",
        "%s.n 1",
        "%s.n1;",
        ".n1",
        "%s.%%6e1",
        "x.n1",
        "%s~.n1",
        "%s.n1~~"
      })
  void garbageIsNotTakenForAnId(String form) throws Exception {
    user.body("/app/begin");
    String id = user.sessionId().orElseThrow().substring(0, SessionId.LENGTH);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), first.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /app/see HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: JSESSIONID=%s\r\n\r\n"
                  .formatted(form.formatted(id))
                  .getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.endsWith("none"), answer);
    }
  }

  @Test
  void managerFindsASessionByItsIdWhateverTheRoute() throws Exception {
    Engine engine = Engine.node("n4");
    try (engine;
        Browser visitor = new Browser(engine)) {
      SessionManager manager = engine.deploy(application(engine));
      visitor.body("/app/put");
      String cookie = visitor.sessionId().orElseThrow();
      String id = cookie.replaceFirst("~[^.]+", "");
      assertEquals(Set.of(id), manager.getAllSessions());
      for (String said : List.of(id, id.replace(".n4", ""), id.replace(".n4", ".n5"))) {
        assertEquals(id, manager.getSession(said).getId(), said);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"n.1", "n 1", "n;1", "ä", "a2345678901234567890123456789012x"})
  void routeIsAWord(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Route(name));
  }
}
