package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client has heard of is on disk, whatever becomes of the server then. */
final class DiskSessionsTest {
  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private DeploymentInfo application(Engine engine) {
    return engine
        .application("app")
        .setClassLoader(new GenerationLoader())
        .addServlet(Engine.page("/fill", (q, _) -> fill(q.getSession())))
        .addServlet(
            Engine.page(
                "/add",
                (q, r) -> {
                  GenerationLoader.add(q.getSession().getAttribute("cart"), "pear");
                  r.getOutputStream().print("told");
                  r.getOutputStream().close();
                  // the client has his answer; the request is not over
                  await(mayEnd);
                }))
        .addServlet(
            Engine.page(
                "/get",
                (q, r) ->
                    r.getWriter()
                        .print(
                            q.getSession().getAttribute("user")
                                + ": "
                                + q.getSession().getAttribute("cart"))))
        .addServlet(Engine.page("/leave", (q, _) -> q.getSession().invalidate()));
  }

  private static void fill(HttpSession session) {
    session.setAttribute("user", "ada");
    session.setAttribute("lock", new Object());
    session.setAttribute("cart", GenerationLoader.newCart());
    GenerationLoader.add(session.getAttribute("cart"), "apple");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void letEnd() {
    mayEnd.countDown();
  }

  @Test
  void attributesAreOnDiskWhenTheResponseIsThereAlsoThoseChangedInPlace() throws Exception {
    try (Engine engine = Engine.onDisk(folder.resolve("sessions"), clock);
        Browser user = new Browser(engine)) {
      engine.deploy(application(engine));
      user.body("/app/fill");
      assertEquals("ada: apple", afterCrash("1", user));
      assertEquals("told", user.body("/app/add"));
      assertEquals("ada: apple pear", afterCrash("2", user));
      // or the engine waits for the request
      mayEnd.countDown();
    }
  }

  @Test
  void loggedOutUserStaysLoggedOut() throws Exception {
    try (Engine engine = Engine.onDisk(folder.resolve("sessions"), clock);
        Browser user = new Browser(engine)) {
      engine.deploy(application(engine));
      user.body("/app/fill");
      String id = user.sessionId().orElseThrow();
      user.body("/app/leave");
      user.plant(id);
      assertEquals("null: null", afterCrash("1", user));
    }
  }

  /** What another server shows that finds the files as they are at this moment. */
  private String afterCrash(String name, Browser user) throws Exception {
    Path copy = Files.createDirectory(folder.resolve(name));
    Files.copy(folder.resolve("sessions/app.mv"), copy.resolve("app.mv"));
    try (Engine engine = Engine.onDisk(copy, clock);
        Browser again = new Browser(engine)) {
      engine.deploy(application(engine));
      again.plant(user.sessionId().orElseThrow());
      return again.body("/app/get").replace(" unpacked:ada", "");
    }
  }
}
