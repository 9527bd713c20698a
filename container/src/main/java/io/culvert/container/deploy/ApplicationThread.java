package io.culvert.container.deploy;

import java.util.concurrent.Callable;

/**
 * Runs code of an application outside of any request as the application expects it: with its own
 * loader as the thread's context class loader.
 *
 * @param loader the application's
 */
record ApplicationThread(ClassLoader loader) {
  <T> T call(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
