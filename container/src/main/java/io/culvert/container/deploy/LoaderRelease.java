package io.culvert.container.deploy;

import io.culvert.container.leaks.Release;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Lets go of an application's class loader: takes it out of the places of the Java runtime that
 * would keep it alive, and closes its jars.
 *
 * @param loader the loader of an application that has stopped
 */
record LoaderRelease(AppClassLoader loader) {
  /**
   * @return what the application should have put in order itself, one sentence each
   * @throws Exception if something keeps a hold on the loader; it is closed nevertheless
   */
  List<String> run() throws Exception {
    try (loader) {
      releaseOwned();
      List<String> left = new ArrayList<>(new Release(loader).run());
      for (Object driver : releaseDrivers()) {
        left.add("the JDBC driver %s was registered".formatted(driver));
      }
      return left;
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

  private List<?> releaseDrivers() throws Exception {
    Class<?> adopted = loader.adopt(DriverRelease.class.getName(), bytesOf(DriverRelease.class));
    return (List<?>) ((Callable<?>) adopted.getConstructor().newInstance()).call();
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
