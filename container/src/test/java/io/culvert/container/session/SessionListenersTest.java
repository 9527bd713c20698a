package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application is told of its sessions, and in which order. */
final class SessionListenersTest {
  private final LinkedBlockingQueue<String> diary = new LinkedBlockingQueue<>();
  private final Engine engine = new Engine(2);
  private final Browser user = new Browser(engine);

  SessionListenersTest() throws Exception {
    DeploymentInfo application =
        engine
            .application("app")
            .setDefaultSessionTimeout(600)
            .addListener(Engine.listener(new Witness("first", diary)))
            .addListener(Engine.listener(new Witness("second", diary)))
            .addServlet(Engine.page("/use", (q, r) -> r.getWriter().print(q.getSession().getId())))
            .addServlet(Engine.page("/user", (q, _) -> set(q.getSession(), q.getParameter("is"))))
            .addServlet(Engine.page("/bind", this::bind))
            .addServlet(Engine.page("/forget", (q, _) -> q.getSession().removeAttribute("user")))
            .addServlet(Engine.page("/change", (q, r) -> r.getWriter().print(q.changeSessionId())))
            .addServlet(Engine.page("/leave", SessionListenersTest::leave))
            .addServlet(Engine.page("/replace", SessionListenersTest::replace));
    engine.deploy(application);
  }

  private static void set(HttpSession session, String user) {
    session.setAttribute("user", user);
  }

  private void bind(HttpServletRequest request, HttpServletResponse response) {
    request.getSession().setAttribute("bound", new Bound(diary, request.getParameter("fail")));
  }

  private static void leave(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    session.invalidate();
    response
        .getWriter()
        .print(
            String.join(
                " ",
                outcome(() -> session.getAttribute("user")),
                outcome(() -> session.setAttribute("user", "eve")),
                outcome(session::getCreationTime),
                outcome(session::isNew),
                outcome(session::invalidate),
                request.getSession(false) == null ? "none" : "some"));
  }

  private static String outcome(Runnable use) {
    try {
      use.run();
      return "works";
    } catch (IllegalStateException e) {
      return "over";
    }
  }

  private static void replace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession old = request.getSession();
    old.invalidate();
    HttpSession fresh = request.getSession();
    fresh.setAttribute("user", "bob");
    response.getWriter().print(fresh.isNew() + " " + !fresh.getId().equals(old.getId()));
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    engine.close();
  }

  @Test
  void attributesAreReportedAsAddedReplacedAndRemoved() throws Exception {
    user.body("/app/user?is=ada");
    user.body("/app/user?is=bob");
    user.body("/app/forget");
    user.body("/app/forget");
    assertEquals(
        List.of(
            "first: created, new true",
            "second: created, new true",
            "first: user added ada",
            "second: user added ada",
            "first: user replaced ada",
            "second: user replaced ada",
            "first: user removed bob",
            "second: user removed bob"),
        Witness.pages(diary));
  }

  @Test
  void invalidatedSessionIsReportedInReverseOrderWithItsAttributes() throws Exception {
    user.body("/app/user?is=ada");
    Witness.pages(diary);
    assertEquals("over over over over over none", user.body("/app/leave"));
    assertEquals(
        List.of(
            "second: destroyed with user ada",
            "first: destroyed with user ada",
            "first: user removed ada",
            "second: user removed ada"),
        Witness.pages(diary));
    assertEquals(Optional.empty(), user.sessionId());
    assertEquals(0, engine.store.count());
  }

  @Test
  void invalidatedSessionCanBeFollowedByANewOneInTheSameRequest() throws Exception {
    user.body("/app/user?is=ada");
    String old = user.sessionId().orElseThrow();
    assertEquals("true true", user.body("/app/replace"));
    assertTrue(!old.equals(user.sessionId().orElseThrow()));
    Witness.pages(diary);
    user.body("/app/user?is=cleo");
    assertEquals("first: user replaced bob", Witness.pages(diary).getFirst());
  }

  @Test
  void expiredSessionIsReportedOnceWithItsAttributes() throws Exception {
    user.body("/app/user?is=ada");
    Witness.pages(diary);
    engine.clock.advance(Duration.ofSeconds(601));
    engine.managers.sweep();
    engine.managers.sweep();
    assertEquals(
        List.of("second: destroyed with user ada", "first: destroyed with user ada"),
        Witness.pages(diary).subList(0, 2));
    assertEquals(0, engine.store.count());
  }

  @Test
  void evictedSessionIsReportedWithItsAttributes() throws Exception {
    user.body("/app/user?is=ada");
    for (int i = 0; i < 2; i++) {
      try (Browser robot = new Browser(engine)) {
        robot.body("/app/use");
      }
    }
    assertTrue(diary.contains("first: destroyed with user ada"), diary.toString());
    user.body("/app/leave");
    engine.clock.advance(Duration.ofSeconds(601));
    engine.managers.sweep();
    SessionCounts counts = engine.managers.counts().getFirst();
    assertEquals(0, counts.store().sessions());
    assertEquals(4, counts.created());
    assertEquals(1, counts.expired());
    assertEquals(2, counts.store().evictions());
    assertEquals(1, counts.invalidated());
  }

  @Test
  void changeOfTheIdIsReportedOnceAndKeepsTheSession() throws Exception {
    user.body("/app/user?is=ada");
    String old = user.sessionId().orElseThrow();
    Witness.pages(diary);
    String changed = user.body("/app/change");
    assertEquals(
        List.of("first: id changed true", "second: id changed true"), Witness.pages(diary));
    assertEquals(changed, user.sessionId().orElseThrow());
    assertEquals(changed, user.body("/app/use"));
    try (Browser thief = new Browser(engine)) {
      thief.plant(old);
      String stolen = thief.body("/app/use");
      assertTrue(!stolen.equals(old) && !stolen.equals(changed));
    }
  }

  @Test
  void boundValueLearnsOfItAndOfTheEnd() throws Exception {
    user.body("/app/bind");
    engine.clock.advance(Duration.ofSeconds(601));
    engine.managers.sweep();
    List<String> pages = Witness.pages(diary);
    assertEquals(1, pages.stream().filter("value: bound"::equals).count(), pages.toString());
    assertEquals(1, pages.stream().filter("value: unbound"::equals).count(), pages.toString());
  }

  @Test
  void listenerThatFailsDoesNotKeepOthersFromEnding() throws Exception {
    user.body("/app/bind?fail=yes");
    user.body("/app/user?is=ada");
    try (Browser other = new Browser(engine)) {
      other.body("/app/user?is=bob");
    }
    Witness.pages(diary);
    engine.clock.advance(Duration.ofSeconds(601));
    engine.managers.sweep();
    List<String> pages = Witness.pages(diary);
    assertTrue(
        pages.containsAll(
            List.of(
                "first: destroyed with user ada",
                "first: destroyed with user bob",
                "value: unbound",
                "first: user removed ada",
                "first: user removed bob")),
        pages.toString());
    assertEquals("none", outcomeOfOldId());
  }

  private String outcomeOfOldId() throws Exception {
    String old = user.sessionId().orElseThrow();
    return user.body("/app/use").equals(old) ? "found" : "none";
  }

  /** The container guarantees a listener the application's class loader, also for the sweeper. */
  @Test
  void sweeperTellsListenersInTheContextOfTheirApplication() throws Exception {
    LinkedBlockingQueue<ClassLoader> loaders = new LinkedBlockingQueue<>();
    ClassLoader own = new ClassLoader(Engine.class.getClassLoader()) {};
    engine.deploy(
        engine
            .application("own")
            .setClassLoader(own)
            .setDefaultSessionTimeout(600)
            .addListener(Engine.listener(new LoaderWitness(loaders)))
            .addServlet(Engine.page("/use", (q, _) -> q.getSession())));
    user.body("/own/use");
    engine.clock.advance(Duration.ofSeconds(601));
    engine.managers.sweep();
    assertEquals(List.of(own), List.copyOf(loaders));
  }

  record LoaderWitness(LinkedBlockingQueue<ClassLoader> loaders) implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      loaders.add(Thread.currentThread().getContextClassLoader());
    }
  }

  record Bound(LinkedBlockingQueue<String> diary, @Nullable String fail)
      implements HttpSessionBindingListener {
    @Override
    public void valueBound(HttpSessionBindingEvent event) {
      diary.add("value: bound");
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      diary.add("value: unbound");
      if (fail != null) {
        throw new IllegalArgumentException("a value that fails when it is unbound");
      }
    }
  }
}
