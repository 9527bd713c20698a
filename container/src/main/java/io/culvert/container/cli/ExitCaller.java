package io.culvert.container.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Code of an application that has called {@link System#exit}. Java 24 and later let nobody forbid
 * that (JEP 486), but whoever calls it waits in the call until the process is gone, and can be seen
 * there.
 *
 * @param application the name of its class loader, which is that of the application
 * @param frame where the call stands
 * @param thread which thread has made it
 */
record ExitCaller(String application, StackTraceElement frame, String thread) {
  private static final String RUNTIME = Runtime.class.getName();

  /** The loader of the class path, which has all that is the server's. */
  private static final String SERVER = "app";

  /**
   * Looks for it on the stacks of all threads.
   *
   * @param stacks those of {@link Thread#getAllStackTraces}: virtual threads are not among them
   */
  static Optional<ExitCaller> among(Map<Thread, StackTraceElement[]> stacks) {
    return stacks.entrySet().stream()
        .flatMap(each -> in(each.getValue(), each.getKey().getName()).stream())
        .findFirst();
  }

  /** Looks on the stack of one thread, the latest call first. */
  static Optional<ExitCaller> in(StackTraceElement[] stack, String thread) {
    List<StackTraceElement> frames = Arrays.asList(stack);
    return frames.stream()
        .dropWhile(frame -> !isExit(frame))
        .filter(frame -> frame.getClassLoaderName() != null)
        .findFirst()
        .filter(frame -> !SERVER.equals(frame.getClassLoaderName()))
        .map(frame -> new ExitCaller(String.valueOf(frame.getClassLoaderName()), frame, thread));
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getClassName().equals(RUNTIME) && frame.getMethodName().equals("exit");
  }

  /** What the operator reads. */
  @Override
  public String toString() {
    return "application %s has called System.exit, in %s.%s(%s:%d) on thread '%s'"
        .formatted(
            application,
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber(),
            thread);
  }
}
