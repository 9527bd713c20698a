package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.pages.PageStatistics;
import io.undertow.servlet.core.InMemorySessionManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileModeTest {
  private static final int ATTEMPTS = 1200;
  private static final Duration PAUSE = Duration.ofMillis(50);

  @TempDir Path folder;
  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private final List<String> failedCleanups = new CopyOnWriteArrayList<>();
  private AppFolder app;
  private BuildCache cache;

  @BeforeEach
  void applicationWithBrokenPage() throws Exception {
    cache = BuildCache.open(folder.resolve("cache"), InstantSource.system());
    app = new AppFolder(folder.resolve("app"));
    app.file("a.jsp", "a").file("b.jsp", "b").file("broken.jsp", "<%= noSuchVariable %>");
  }

  @AfterEach
  void closeCache() throws Exception {
    cache.close();
  }

  @Test
  void lazyCompilesNothing() {
    Running running = running(CompileMode.LAZY);
    assertEquals(new PageStatistics(3, 0, 0, 0, 0), running.app().pages().statistics());
    running.app().stop();
  }

  @Test
  void eagerCompilesEverythingBeforeTheApplicationAnswers() {
    Running running = running(CompileMode.EAGER);
    assertEquals(new PageStatistics(3, 2, 0, 1, 0), running.app().pages().statistics());
    assertEquals(
        List.of(
            "/broken.jsp:1: noSuchVariable cannot be resolved to a variable; it is answered with"
                + " 500"),
        remarks);
    running.app().stop();
  }

  @Test
  void strictRefusesApplicationsWithBrokenPages() {
    Failed failed = (Failed) deploy(CompileMode.EAGER, true);
    assertEquals("pages", failed.stage());
    assertEquals(
        "1 page does not compile, the first one: /broken.jsp:1: noSuchVariable cannot be resolved"
            + " to a variable",
        failed.cause().getMessage());
  }

  @Test
  void backgroundCompilesEverythingBesideRequests() throws Exception {
    Running running = running(CompileMode.BACKGROUND);
    PageStatistics all = new PageStatistics(3, 2, 0, 1, 0);
    for (int i = 0; i < ATTEMPTS && !all.equals(running.app().pages().statistics()); i++) {
      Thread.sleep(PAUSE);
    }
    assertEquals(all, running.app().pages().statistics());
    try (RunningEngine engine = new RunningEngine(running.handler())) {
      assertEquals("a", engine.get("/a.jsp").body());
      assertEquals(500, engine.get("/broken.jsp").status());
    }
    assertEquals(all, running.app().pages().statistics());
    assertEquals(1, remarks.size());
    running.app().stop();
  }

  @Test
  void nothingIsCompiledAfterTheApplicationHasStopped() {
    for (int i = 0; i < 100; i++) {
      app.file("more%d.jsp".formatted(i), "${%d}".formatted(i));
    }
    Running running = running(CompileMode.BACKGROUND);
    running.app().stop();
    assertThrows(IOException.class, () -> running.app().pages().compile(PageProgress.NONE));
    assertEquals(List.of(), failedCleanups);
    assertEquals(List.of(), remarks.stream().filter(line -> line.contains("more")).toList());
  }

  @Test
  void applicationSaysWhen() {
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee"><context-param>
        <param-name>io.culvert.jsp.compile</param-name><param-value>eager</param-value>
        </context-param></web-app>
        """);
    Running running = running(CompileMode.LAZY);
    assertEquals(2, running.app().pages().statistics().compiled());
    running.app().stop();
  }

  @Test
  void applicationThatSaysNonsenseIsRefused() {
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee"><context-param>
        <param-name>io.culvert.jsp.compile</param-name><param-value>never</param-value>
        </context-param></web-app>
        """);
    Failed failed = (Failed) deploy(CompileMode.LAZY, false);
    assertTrue(String.valueOf(failed.cause().getMessage()).contains("'never' is none of"));
  }

  private Running running(CompileMode mode) {
    return switch (deploy(mode, false)) {
      case Running running -> running;
      case Failed failed -> throw new IllegalStateException(failed.cause());
      case Deployment.Stopped _ -> throw new IllegalStateException("never started");
    };
  }

  private Deployment deploy(CompileMode mode, boolean strict) {
    DeploymentEvents events =
        new DeploymentEvents() {
          @Override
          public void remarked(DeploymentSpec spec, String line) {
            remarks.add(line);
          }

          @Override
          public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
            failedCleanups.add(what + ": " + cause);
          }
        };
    Path war = app.packedAs(folder.resolve("app.war"));
    return Deployer.of(
            folder.resolve("work"),
            new PagePolicy(cache, mode, strict),
            AppDefaults.STANDARD,
            new InMemorySessionManagerFactory(),
            new ServletHooks(PlayedRoles.RESPONDER),
            events)
        .deploy(new DeploymentSpec("", "", war));
  }
}
