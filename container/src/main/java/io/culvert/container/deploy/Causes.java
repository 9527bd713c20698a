package io.culvert.container.deploy;

import jakarta.servlet.ServletException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Looks through the wrappers that engines put around what an application has thrown. */
final class Causes {
  private Causes() {}

  /** The innermost exception that says more than that there was another. */
  static Throwable of(Throwable thrown) {
    Throwable current = thrown;
    @Nullable Throwable cause = current.getCause();
    while (cause != null && isWrapper(current)) {
      current = cause;
      cause = current.getCause();
    }
    return current;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown.getClass() == RuntimeException.class
        || thrown instanceof InvocationTargetException
        || thrown instanceof ExceptionInInitializerError
        || thrown instanceof ServletException;
  }
}
