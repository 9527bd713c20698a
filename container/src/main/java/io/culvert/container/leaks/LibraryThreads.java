package io.culvert.container.leaks;

import java.util.List;

/**
 * Threads that the server's own libraries start when they are first needed. Whoever needs them
 * first is mostly an application, whose class loader such a thread would have as its context, and
 * keep, until the process ends.
 */
public final class LibraryThreads {
  /** Classes whose initialisation starts a thread: the log manager's, for loggers nobody has. */
  private static final List<String> STARTERS =
      List.of("io.smallrye.common.ref.References$ReaperThread");

  private LibraryThreads() {}

  /** Starts them in the name of the server; does nothing the second time. */
  public static void start() {
    ClassLoader own = LibraryThreads.class.getClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(own);
    try {
      for (String each : STARTERS) {
        Class.forName(each, true, own);
      }
    } catch (ClassNotFoundException _) {
      // another log manager, which has no such thread
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
