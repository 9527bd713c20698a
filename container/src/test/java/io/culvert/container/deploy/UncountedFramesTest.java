package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code of an application that runs on when nobody waits for its response any more. */
@Timeout(60)
class UncountedFramesTest {
  private static final String LATCH = "culvert.test.latch";

  @TempDir Path folder;
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void release() {
    release.countDown();
    System.getProperties().remove(LATCH);
  }

  @Test
  void aDispatchIsWaitedForThoughItsResponseIsComplete() throws Exception {
    System.getProperties().put(LATCH, release);
    WarFolder war =
        new WarFolder(folder.resolve("war"))
            .classes(
                """
                package app;
                import jakarta.servlet.DispatcherType;
                import jakarta.servlet.http.*;
                import java.util.concurrent.CountDownLatch;
                @jakarta.servlet.annotation.WebServlet(urlPatterns = "/*", asyncSupported = true)
                public class Late extends HttpServlet {
                  @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
                      throws java.io.IOException {
                    if (q.getDispatcherType() == DispatcherType.REQUEST) {
                      q.startAsync().dispatch();
                      return;
                    }
                    p.getWriter().print("whole");
                    p.getWriter().close();
                    try {
                      ((CountDownLatch) System.getProperties().get("culvert.test.latch")).await();
                    } catch (InterruptedException e) {
                      throw new java.io.IOException(e);
                    }
                  }
                }
                """);
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("whole", deployed.get("/").body());
      RunningApp app = deployed.running().app();
      assertFalse(app.awaitUncounted(Duration.ZERO), "it still runs");
      release.countDown();
      assertTrue(app.awaitUncounted(Duration.ofSeconds(30)));
    }
  }
}
