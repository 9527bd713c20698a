package io.culvert.container.deploy;

import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;

/**
 * Lets go of an application's class loader: takes it out of the places of the Java runtime that
 * would keep it alive, and closes its jars.
 *
 * @param loader the loader of an application that has stopped
 */
record LoaderRelease(AppClassLoader loader) {
  /**
   * @throws Exception if something keeps a hold on the loader; it is closed nevertheless
   */
  void run() throws Exception {
    try (loader) {
      releaseOwned();
      releaseDrivers();
      ResourceBundle.clearCache(loader);
      Introspector.flushCaches();
    }
  }

  private void releaseOwned() throws Exception {
    // pools close connections through classes of the application
    new ApplicationThread(loader)
        .call(
            () -> {
              loader.releaseOwned();
              return loader;
            });
  }

  private void releaseDrivers() throws Exception {
    Class<?> adopted = loader.adopt(DriverRelease.class.getName(), bytesOf(DriverRelease.class));
    ((Callable<?>) adopted.getConstructor().newInstance()).call();
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      if (bytes == null) {
        throw new IOException("the server's own class %s is not readable".formatted(type));
      }
      return bytes.readAllBytes();
    }
  }
}
