package io.culvert.container.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class LeaksTest {
  private static URLClassLoader application() {
    URL classes = LeaksTest.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked") // the same interface of the Java runtime in both loaders
  private static Consumer<String> start(ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> type = loader.loadClass(LeakyThings.class.getName());
      return (Consumer<String>) type.getConstructor().newInstance();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void whatKeepsAnEndedApplicationIsNamedCulpritByCulprit() throws Exception {
    try (URLClassLoader loader = application()) {
      Consumer<String> leaky = start(loader);
      leaky.accept("make");
      List<String> culprits = onAnotherThread(loader);
      assertHas(culprits, "the thread 'leaky-thread' runs .*LeakyThings.Waiting");
      assertHas(
          culprits, "the thread of a java.util.Timer 'leaky-timer' has the .* class loader.*");
      assertHas(culprits, "the shutdown hook 'leaky-hook' .*");
      assertHas(culprits, "the MBean leaky:a=b is registered");
      assertHas(culprits, "the logger 'leaky.logger' has the handler .*NoHandler");
      assertHas(culprits, "a ThreadLocal of the thread '.*' holds a .*LeakyThings");

      List<String> released = new Release(loader).run();
      assertHas(released, "the java.util.Timer 'leaky-timer' was not cancelled");
      assertHas(released, "the MBean leaky:a=b was registered");
      assertHas(released, "the logger 'leaky.logger' had the handler .*NoHandler");
      leaky.accept("tidy");
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("leaky-")) {
          thread.join();
        }
      }
      assertEquals(List.of(), onAnotherThread(loader));
    }
  }

  @Test
  void anMBeanThatFailsInTheEndDoesNotKeepTheRestFromBeingReleased() throws Exception {
    try (URLClassLoader loader = application()) {
      start(loader).accept("resist");
      List<String> released = new Release(loader).run();
      assertHas(released, "the MBean leaky:a=c fails when it is unregistered: .*not so soon");
      assertHas(released, "the logger 'leaky.logger' had the handler .*NoHandler");
    }
  }

  @Test
  void anApplicationThatLeavesNothingIsNotBlamed() throws Exception {
    try (URLClassLoader loader = application()) {
      loader.loadClass(LeakyThings.Tick.class.getName());
      assertEquals(List.of(), new Release(loader).run());
      assertEquals(List.of(), onAnotherThread(loader));
    }
  }

  /** A thread does not look at itself: what it holds while it looks is not left behind. */
  private static List<String> onAnotherThread(ClassLoader loader) throws InterruptedException {
    List<List<String>> found = new ArrayList<>();
    Thread.ofPlatform()
        .inheritInheritableThreadLocals(false)
        .start(() -> found.add(Leaks.of(loader)))
        .join();
    return found.getFirst();
  }

  private static void assertHas(List<String> texts, String pattern) {
    assertTrue(texts.stream().anyMatch(text -> text.matches(pattern)), texts + " has " + pattern);
  }
}
