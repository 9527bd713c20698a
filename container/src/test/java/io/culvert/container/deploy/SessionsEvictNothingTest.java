package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.CacheStatistics;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Listed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.jsp.CompileMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsEvictNothingTest {
  /** Ten times as many as there is room for. */
  private static final int SESSIONS = 1000;

  private static final String SERVLET =
      """
      package shop;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/visit")
      public class Visit extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          request.getSession().setAttribute("basket", new byte[1000]);
          response.getWriter().print(
              System.identityHashCode(getClass().getClassLoader())
                  + " " + System.identityHashCode(this)
                  + " " + request.getSession().getId());
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aFloodOfSessionsRemovesNothingBuildsNothingAndLoadsNothingAnew() throws Exception {
    WarFolder folderOfWar = new WarFolder(folder.resolve("war")).classes(SERVLET);
    AppFolder app =
        new AppFolder(folderOfWar.root())
            .file("page.jsp", "<%= System.identityHashCode(getClass()) %>");
    Path war = app.packedAs(folder.resolve("shop.war"));
    try (BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system())) {
      Running running = deploy(war, cache);
      Set<String> code = new HashSet<>();
      Set<String> sessions = new HashSet<>();
      try (RunningEngine engine = new RunningEngine(running.handler())) {
        final String page = engine.get("/page.jsp").body();
        final List<Listed> before = cache.list();
        final CacheStatistics statistics = cache.statistics();
        assertTrue(statistics.builds().get(Kind.PAGE) > 0, "the page was compiled");
        for (int i = 0; i < SESSIONS; i++) {
          String[] answer = engine.get("/visit").body().split(" ", -1);
          code.add(answer[0] + " " + answer[1]);
          sessions.add(answer[2]);
        }
        assertEquals(page, engine.get("/page.jsp").body(), "the page has still the same class");
        assertEquals(before, cache.list(), "what is kept is untouched, and has not even been read");
        assertEquals(statistics, cache.statistics(), "nothing was asked for, built or removed");
      }
      assertEquals(SESSIONS, sessions.size());
      assertTrue(running.app().sessions() <= 100, "most sessions had to go");
      assertEquals(1, code.size(), "one class loader and one servlet have served all");
      assertEquals(0, cache.statistics().evicted());
      running.app().stop();
    }
  }

  private Running deploy(Path war, BuildCache cache) {
    Deployer deployer =
        Deployer.of(
            folder.resolve("work"),
            new PagePolicy(cache, CompileMode.LAZY, false),
            AppDefaults.STANDARD,
            DeployedWar.sessions(),
            new ServletHooks(PlayedRoles.RESPONDER),
            DeploymentEvents.NONE);
    return (Running) deployer.deploy(new DeploymentSpec("", "", war));
  }
}
