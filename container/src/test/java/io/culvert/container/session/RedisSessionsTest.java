package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.redis.RedisAddress;
import io.culvert.session.redis.RedisProcess;
import io.culvert.session.redis.RedisSettings;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with one Redis: what one has told a client the other knows. */
final class RedisSessionsTest {
  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private RedisProcess redis;
  private Engine one;
  private Engine other;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(folder);
    RedisSettings settings = RedisSettings.at(RedisAddress.parse(redis.address()));
    one = Engine.inRedis(settings, clock);
    other = Engine.inRedis(settings, clock);
    one.deploy(application(one));
    other.deploy(application(other));
  }

  @AfterEach
  void stop() throws Exception {
    one.close();
    other.close();
    redis.close();
  }

  private DeploymentInfo application(Engine engine) {
    return engine
        .application("app")
        .setClassLoader(new GenerationLoader())
        .addServlet(
            Engine.page(
                "/fill",
                (q, _) -> {
                  q.getSession().setAttribute("user", "ada");
                  q.getSession().setAttribute("cart", GenerationLoader.newCart());
                }))
        .addServlet(
            Engine.page(
                "/add",
                (q, _) ->
                    GenerationLoader.add(q.getSession().getAttribute("cart"), q.getQueryString())))
        .addServlet(
            Engine.page(
                "/get",
                (q, r) ->
                    r.getWriter()
                        .print(
                            q.getSession().getAttribute("user")
                                + ":"
                                + q.getSession().getAttribute("cart"))))
        .addServlet(Engine.page("/touch", (q, _) -> q.getSession()))
        .addServlet(Engine.page("/login", (q, _) -> q.changeSessionId()))
        .addServlet(Engine.page("/leave", (q, _) -> q.getSession().invalidate()));
  }

  /** User and cart, without what the cart notes of its travels. */
  private static String shown(Browser browser) throws Exception {
    return browser.body("/app/get").replaceAll("unpacked:\\S+", "").replaceAll("\\s+", "");
  }

  @Test
  void eachServerSeesWhatTheOtherHasChangedAlsoInPlace() throws Exception {
    try (Browser here = new Browser(one);
        Browser there = new Browser(other)) {
      here.body("/app/fill");
      there.plant(here.sessionId().orElseThrow());
      StringBuilder cart = new StringBuilder("ada:");
      for (int i = 0; i < 10; i++) {
        (i % 2 == 0 ? here : there).body("/app/add?" + i);
        cart.append(i);
        assertEquals(cart.toString(), shown(i % 2 == 0 ? there : here));
      }
    }
  }

  @Test
  void newIdAtLoginAndTheEndOfASessionHoldEverywhere() throws Exception {
    try (Browser here = new Browser(one);
        Browser there = new Browser(other)) {
      here.body("/app/fill");
      String before = here.sessionId().orElseThrow();
      there.plant(before);
      assertEquals("ada:", shown(there));
      here.body("/app/login");
      String after = here.sessionId().orElseThrow();
      assertNotEquals(before, after);
      assertEquals("null:null", shown(there));
      there.plant(after);
      assertEquals("ada:", shown(there));
      there.body("/app/leave");
      assertEquals("null:null", shown(here));
    }
  }

  @Test
  void sessionThatIsStoredNowhereIsKnownToTheOtherServer() throws Exception {
    try (Browser here = new Browser(one);
        Browser there = new Browser(other)) {
      here.body("/app/touch");
      String cookie = here.sessionId().orElseThrow();
      assertTrue(cookie.contains("~"), "it is not stored");
      there.plant(cookie);
      there.body("/app/fill");
      assertEquals(cookie, there.sessionId().orElseThrow(), "it was no new one");
      assertEquals("ada:", shown(here));
    }
  }

  @Test
  void endOfASessionIsToldOnOneServer() throws Exception {
    for (Engine engine : List.of(one, other)) {
      engine.undeploy();
      engine.deploy(application(engine).addListener(Engine.listener(new Ends(ended))));
    }
    try (Browser here = new Browser(one);
        Browser there = new Browser(other)) {
      here.body("/app/fill");
      there.body("/app/fill");
      clock.advance(Duration.ofHours(2));
      one.managers.sweep();
      other.managers.sweep();
      assertEquals(List.of("ada", "ada"), List.copyOf(ended));
    }
  }

  /** Notes whose session ends. */
  record Ends(Queue<String> users) implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      users.add((String) event.getSession().getAttribute("user"));
    }
  }

  @Test
  void withoutRedisWhoNeedsASessionIsRefusedAndAfterwardsServed() throws Exception {
    try (Browser user = new Browser(one);
        Browser stranger = new Browser(one)) {
      user.body("/app/fill");
      redis.kill();
      for (String page : List.of("/app/get", "/app/add?pear", "/app/fill")) {
        assertRefused(user.get(page));
      }
      assertEquals("", stranger.body("/app/touch"), "this one needs no store");
      assertRefused(stranger.get("/app/fill"));
      redis.again();
      redis.awaitAnswer();
      Served.await(() -> user.get("/app/get").statusCode() == 200);
    }
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }
}
