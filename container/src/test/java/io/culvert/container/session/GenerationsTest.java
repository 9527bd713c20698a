package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Change;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions while one generation of their application follows the other. */
final class GenerationsTest {
  private static final long PATIENCE_SECONDS = 30;

  private final LinkedBlockingQueue<String> diary = new LinkedBlockingQueue<>();
  private final Engine engine = new Engine(100);
  private final Browser user = new Browser(engine);
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);

  private DeploymentInfo generation() {
    return engine
        .application("app")
        .setClassLoader(new GenerationLoader())
        .addListener(Engine.listener(new Witness("listener", diary)))
        .addServlet(Engine.page("/fill", (q, _) -> fill(q.getSession())))
        .addServlet(
            Engine.page("/add", (q, _) -> GenerationLoader.add(cart(q), q.getParameter("thing"))))
        .addServlet(
            Engine.page(
                "/slow",
                (q, _) -> {
                  Object cart = cart(q);
                  HttpSession session = q.getSession();
                  arrived.countDown();
                  await(mayGoOn);
                  GenerationLoader.add(cart, "late");
                  session.setAttribute("user", "bob");
                }))
        .addServlet(
            Engine.page(
                "/get",
                (q, r) ->
                    r.getWriter().print(q.getSession().getAttribute("user") + ": " + cart(q))));
  }

  private static Object cart(HttpServletRequest request) {
    return request.getSession().getAttribute("cart");
  }

  private static void fill(HttpSession session) {
    session.setAttribute("user", "ada");
    session.setAttribute("lock", new Object());
    Object cart = GenerationLoader.newCart();
    GenerationLoader.add(cart, "apple");
    session.setAttribute("cart", cart);
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
  void nextGenerationReadsWhatTheOneBeforeLeftAndNobodyIsToldOfAnEnd() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    diary.clear();
    engine.deploy(generation());
    assertEquals("ada: apple packed unpacked:ada", user.body("/app/get"));
    engine.undeploy();
    engine.deploy(generation());
    assertEquals("ada: apple packed unpacked:ada packed unpacked:ada", user.body("/app/get"));
    assertEquals(List.of(), Witness.pages(diary));
  }

  @Test
  void valueThatCannotBeWrittenStaysInItsGenerationAndTheUserStaysToo() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    assertEquals(3, onlySession().getAttributeNames().size());
    engine.deploy(generation());
    assertNull(onlySession().getAttribute("lock"));
    assertEquals("ada", onlySession().getAttribute("user"));
    assertEquals(2, onlySession().getAttributeNames().size());
  }

  private io.undertow.server.session.Session onlySession() {
    String id = engine.store.ids().iterator().next().text();
    return engine.managers.of("app").youngest().orElseThrow().getSession(id);
  }

  @Test
  void requestOfTheOldGenerationLosesNothingThatItDoesAfterTheSwitch() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    CompletableFuture<?> slow = user.getAsync("/app/slow");
    await(arrived);
    engine.deploy(generation());
    assertEquals("ada: apple packed unpacked:ada", user.body("/app/get"));
    mayGoOn.countDown();
    slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertEquals("bob: apple packed late unpacked:bob", user.body("/app/get"));
  }

  @Test
  void valueBoundAfterTheEndOfItsGenerationIsReadByTheNext() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    CompletableFuture<?> slow = user.getAsync("/app/slow");
    await(arrived);
    engine.undeploy();
    engine.deploy(generation());
    mayGoOn.countDown();
    slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(user.body("/app/get").startsWith("bob: apple"));
  }

  @Test
  void nothingOfAnEndedGenerationIsHeld() {
    ApplicationSessions application = engine.managers.of("app");
    Generation generation =
        new Generation(
            new GenerationLoader(),
            () -> {
              throw new AssertionError("no value here wants to know its context");
            },
            _ -> {
              throw new AssertionError("no value here wants to know its session");
            });
    WeakReference<Object> value = bind(application, generation);
    generation.end();
    application.release(generation);
    for (int i = 0; i < 100 && value.get() != null; i++) {
      System.gc();
    }
    assertNull(value.get());
  }

  private WeakReference<Object> bind(ApplicationSessions application, Generation generation) {
    Object value = new ArrayList<>(List.of("apple"));
    SessionId id = new RandomSessionIds(new SecureRandom()).next();
    SessionSnapshot<Attribute> empty =
        SessionSnapshot.beginning(id, engine.clock.instant(), Duration.ofHours(1));
    application
        .store()
        .create(empty.after(List.of(new Change.Put<>("list", Attribute.of(value, generation)))));
    return new WeakReference<>(value);
  }

  @Test
  void sessionThatExpiresIsToldToTheYoungestGeneration() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    engine.deploy(generation());
    diary.clear();
    engine.clock.advance(Duration.ofDays(1));
    engine.managers.sweep();
    assertEquals("listener: destroyed with user ada", Witness.pages(diary).getFirst());
    assertEquals(0, engine.store.count());
  }

  @Test
  void sessionThatExpiresWhileNoGenerationRunsIsGone() throws Exception {
    engine.deploy(generation());
    user.body("/app/fill");
    engine.undeploy();
    engine.clock.advance(Duration.ofDays(1));
    engine.managers.sweep();
    assertEquals(0, engine.store.count());
    assertEquals(1, engine.managers.counts().getFirst().expired());
  }
}
