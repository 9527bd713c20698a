package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionCookieConfig;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletSessionConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests whose session another node keeps. */
final class StraysTest {
  private static final String FOREIGN = "x".repeat(22) + ".n2";

  /** Knows the node n2, which is away or takes each request. */
  private static final class Others implements OtherNodes {
    private final List<String> led = new ArrayList<>();
    private boolean away;

    @Override
    public boolean lead(HttpServerExchange exchange, Stray stray) {
      if (!stray.owner().name().equals("n2")) {
        return false;
      }
      led.add(exchange.getRelativePath());
      if (away) {
        stray.failed();
        exchange.dispatch(stray::serveHere);
      } else {
        stray.relayed();
        exchange.getResponseSender().send("led");
      }
      return true;
    }
  }

  private final Others others = new Others();
  private final Engine node = Engine.node("n1", others);
  private final Browser user = new Browser(node);

  private DeploymentInfo application() {
    return node.application("app")
        .addServlet(
            Engine.page(
                "/see", (q, r) -> r.getWriter().print(q.getSession(false) == null ? "none" : "1")))
        .addServlet(Engine.page("/put", (q, _) -> q.getSession().setAttribute("a", "1")))
        .addServlet(
            Engine.page(
                "/log-in",
                (q, _) -> {
                  q.getSession().setAttribute("a", "1");
                  q.changeSessionId();
                }));
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    node.close();
  }

  private SessionCounts counts() {
    return node.managers.counts().getFirst();
  }

  @Test
  void sessionOfAnotherNodeIsLedThere() throws Exception {
    node.deploy(application());
    user.isGiven(FOREIGN);
    assertEquals("led", user.body("/app/see"));
    assertEquals(FOREIGN, user.sessionId().orElseThrow());
    assertEquals(1, counts().strayed());
    assertEquals(new SessionCounts.Relays(1, 0, 0), counts().relays());
  }

  @Test
  void sessionOfThisNodeAndRequestsWithoutOneStay() throws Exception {
    node.deploy(application());
    assertEquals("none", user.body("/app/see"));
    user.body("/app/put");
    assertEquals("1", user.body("/app/see"));
    user.isGiven("x".repeat(22) + ".n1");
    assertEquals("none", user.body("/app/see"));
    assertEquals(List.of(), others.led);
  }

  @Test
  void sessionThatIsHereAllTheSameStaysAndGetsTheRouteOfThisNode() throws Exception {
    node.deploy(application());
    user.body("/app/put");
    user.isGiven(user.sessionId().orElseThrow().replace(".n1", ".n2"));
    assertEquals("1", user.body("/app/see"));
    assertEquals(List.of(), others.led);
    assertEquals(1, counts().rerouted());
  }

  @Test
  void routeOfNoKnownNodeStays() throws Exception {
    node.deploy(application());
    user.isGiven("x".repeat(22) + ".n3");
    assertEquals("none", user.body("/app/see"));
    user.isGiven("x.n2");
    assertEquals("none", user.body("/app/see"));
    assertEquals(List.of(), others.led);
  }

  @Test
  void whoseNodeIsAwayGetsANewSessionHereAndIsCountedOnce() throws Exception {
    others.away = true;
    node.deploy(application());
    user.isGiven(FOREIGN);
    assertEquals("none", user.body("/app/see"));
    assertEquals(new SessionCounts.Relays(0, 1, 0), counts().relays());
    user.body("/app/log-in");
    assertTrue(user.sessionId().orElseThrow().endsWith(".n1"));
    assertEquals("1", user.body("/app/see"));
    assertEquals(new SessionCounts.Relays(0, 2, 1), counts().relays());
    assertEquals(0, counts().rerouted());
  }

  /** As a drained application does with requests for sessions that it does not know. */
  private void deployTurningAway() throws Exception {
    node.deploy(application());
    RoutedIds names =
        new RoutedIds(
            new SessionCookieConfig(), new Route("n1"), new Tally(node.store, node.clock));
    node.putInFront(
        application ->
            exchange -> {
              names.findSessionId(exchange);
              if (Stray.orElse(exchange, each -> each.getResponseSender().send("turned away"))) {
                application.handleRequest(exchange);
              } else {
                exchange.getResponseSender().send("no stray");
              }
            });
  }

  @Test
  void whoIsTurnedAwayHereIsLedToTheNodeOfHisSessionAllTheSame() throws Exception {
    deployTurningAway();
    assertEquals("no stray", user.body("/app/see"));
    user.isGiven(FOREIGN);
    assertEquals("led", user.body("/app/see"));
  }

  @Test
  void whoIsTurnedAwayGetsNoSessionHereWhenHisNodeIsAwayOrUnknown() throws Exception {
    others.away = true;
    deployTurningAway();
    user.isGiven(FOREIGN);
    assertEquals("turned away", user.body("/app/log-in"));
    user.isGiven("x".repeat(22) + ".n3");
    assertEquals("turned away", user.body("/app/log-in"));
    assertEquals(0, node.store.count());
  }

  @Test
  void idInTheAddressLeadsToItsNodeToo() throws Exception {
    node.deploy(
        application()
            .setServletSessionConfig(
                new ServletSessionConfig()
                    .setSessionTrackingModes(
                        EnumSet.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL))));
    assertEquals("led", user.body("/app/see;jsessionid=" + FOREIGN));
    assertEquals("none", user.body("/app/see;jsessionid=" + FOREIGN.replace("n2", "n1")));
  }
}
