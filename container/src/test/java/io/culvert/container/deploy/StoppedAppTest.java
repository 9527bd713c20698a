package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedAppTest {
  private static final int ATTEMPTS = 100;
  private static final long PATIENCE_MILLIS = 100;

  /** Sees nothing of the test but what the Java runtime has. */
  private static final String SLOW =
      """
      package shop;
      import java.util.concurrent.CountDownLatch;
      @jakarta.servlet.annotation.WebListener
      public class Slow implements jakarta.servlet.ServletContextListener {
        @Override
        public void contextDestroyed(jakarta.servlet.ServletContextEvent event) {
          ((CountDownLatch) System.getProperties().get("slow.stopping")).countDown();
          try {
            ((CountDownLatch) System.getProperties().get("slow.go-on")).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void nothingHoldsTheClassLoaderOfStoppedApplication() throws Exception {
    AppFolder app =
        new AppFolder(folder.resolve("app"))
            .javaClass(
                "shop.Item",
                "package shop; public class Item { public String getName() { return \"tea\"; } }")
            .file(
                "page.jsp",
                """
                <%@ taglib prefix="c" uri="jakarta.tags.core" %>\
                <jsp:useBean id="item" class="shop.Item"/>\
                <c:forEach begin="1" end="2">${item.name}</c:forEach>""");
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    Reference<ClassLoader> loader = useAndStop(app, collected);
    assertEquals(loader, firstCollected(collected));
  }

  @Test
  void whoStopsItASecondTimeWaitsUntilItsListenersAreDone() throws Exception {
    WarFolder war = new WarFolder(folder.resolve("war")).classes(SLOW);
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    System.getProperties().put("slow.stopping", stopping);
    System.getProperties().put("slow.go-on", goOn);
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      RunningApp app = deployed.running().app();
      AtomicLong left = new AtomicLong(-1);
      Thread first = Thread.ofPlatform().start(app::stop);
      stopping.await();
      Thread second =
          Thread.ofPlatform()
              .start(
                  () -> {
                    app.stop();
                    left.set(goOn.getCount());
                  });
      while (second.isAlive() && second.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      second.join();
      first.join();
      assertEquals(0, left.get(), "it returned while a listener was at work");
    } finally {
      goOn.countDown();
      System.getProperties().remove("slow.stopping");
      System.getProperties().remove("slow.go-on");
    }
  }

  private Reference<ClassLoader> useAndStop(AppFolder app, ReferenceQueue<ClassLoader> collected)
      throws Exception {
    try (RunningPages pages = new RunningPages(app, folder.resolve("work"))) {
      assertEquals("teatea", pages.text("/page.jsp"));
      return new PhantomReference<>(pages.loader(), collected);
    }
  }

  /** Asks the collector again while threads that have served the application come to their end. */
  private static @Nullable Reference<? extends ClassLoader> firstCollected(
      ReferenceQueue<ClassLoader> collected) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      System.gc();
      Reference<? extends ClassLoader> reference = collected.remove(PATIENCE_MILLIS);
      if (reference != null) {
        return reference;
      }
    }
    return null;
  }
}
