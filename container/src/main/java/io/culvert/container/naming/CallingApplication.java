package io.culvert.container.naming;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application that asks: by the thread's context class loader, which servlets, filters,
 * listeners, and the threads they start have from their application; where that is another one, as
 * on the Java runtime's shared pools, by the classes on the stack.
 */
public final class CallingApplication {
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  /** Who asks is found anew for every question. */
  public CallingApplication() {}

  /** Its names; empty if no application is asking. */
  public Optional<NameSpace> names() {
    Optional<NameSpace> byThread = holder(Thread.currentThread().getContextClassLoader());
    return byThread.isPresent() ? byThread : STACK.walk(CallingApplication::holder);
  }

  private static Optional<NameSpace> holder(Stream<StackFrame> frames) {
    return frames
        .map(frame -> frame.getDeclaringClass().getClassLoader())
        .distinct()
        .flatMap(loader -> holder(loader).stream())
        .findFirst();
  }

  /** An application may have loaders of its own below the one it was given. */
  private static Optional<NameSpace> holder(@Nullable ClassLoader from) {
    for (ClassLoader loader = from; loader != null; loader = loader.getParent()) {
      if (loader instanceof NameSpaceHolder holder) {
        return Optional.of(holder.names());
      }
    }
    return Optional.empty();
  }
}
