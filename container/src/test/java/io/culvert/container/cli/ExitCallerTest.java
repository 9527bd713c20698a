package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has ended the process, seen on stacks as the JVM shows them. */
class ExitCallerTest {
  private static StackTraceElement frame(String loader, String type, String method) {
    return new StackTraceElement(
        loader, null, null, type, method, type.replaceAll(".*\\.", "") + ".java", 7);
  }

  private static StackTraceElement[] stack(StackTraceElement... callers) {
    StackTraceElement[] frames = new StackTraceElement[callers.length + 3];
    frames[0] = frame(null, "java.lang.Shutdown", "exit");
    frames[1] = frame(null, "java.lang.Runtime", "exit");
    frames[2] = frame(null, "java.lang.System", "exit");
    System.arraycopy(callers, 0, frames, 3, callers.length);
    return frames;
  }

  @Test
  void applicationThatHasCalledExitIsNamedWithThePlaceOfTheCall() {
    StackTraceElement[] stack =
        stack(
            frame("/shop", "shop.Cart", "<clinit>"),
            frame("app", "io.culvert.container.deploy.Start", "run"));
    Optional<ExitCaller> found = ExitCaller.among(Map.of(Thread.currentThread(), stack));
    assertEquals(
        "application /shop has called System.exit, in shop.Cart.<clinit>(Cart.java:7) on thread '%s'"
            .formatted(Thread.currentThread().getName()),
        found.map(ExitCaller::toString).orElse(""));
  }

  @Test
  void callByReflectionIsSeenAsWell() {
    StackTraceElement[] stack =
        stack(
            frame(null, "java.lang.reflect.Method", "invoke"),
            frame("/shop", "shop.Cart", "doGet"));
    assertEquals("/shop", ExitCaller.in(stack, "t").map(ExitCaller::application).orElse(""));
  }

  @Test
  void serverThatEndsItselfIsNoApplication() {
    StackTraceElement[] stack =
        stack(
            frame("app", "io.culvert.container.cli.ProcessLifetime", "requestEnd"),
            frame("/shop", "shop.Cart", "doGet"));
    assertTrue(ExitCaller.in(stack, "t").isEmpty());
  }

  @Test
  void threadThatEndsNothingIsNotSuspected() {
    StackTraceElement[] stack = {frame("/shop", "shop.Cart", "exit")};
    assertTrue(ExitCaller.in(stack, "t").isEmpty());
  }
}
