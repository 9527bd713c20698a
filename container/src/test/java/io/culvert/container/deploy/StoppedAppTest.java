package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedAppTest {
  private static final int ATTEMPTS = 100;
  private static final long PATIENCE_MILLIS = 100;

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
