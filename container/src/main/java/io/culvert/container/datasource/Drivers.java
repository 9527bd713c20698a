package io.culvert.container.datasource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The JDBC drivers of the installation, with a class loader of their own: they see neither the
 * server nor any application, and those don't see them.
 */
public final class Drivers implements AutoCloseable {
  private final Path folder;
  private final URLClassLoader loader;

  private Drivers(Path folder, URLClassLoader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  /**
   * Takes the jars of a folder.
   *
   * @param folder may be missing
   * @throws IOException if it is there and cannot be read
   */
  public static Drivers in(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        files.forEach(jars::add);
      }
    }
    Collections.sort(jars);
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return new Drivers(
        folder, new URLClassLoader("drivers", urls, ClassLoader.getPlatformClassLoader()));
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * The driver of a database.
   *
   * @param className its class; empty for any that understands the URL
   * @throws SQLException if there is none; the message says where to put it
   */
  Driver find(String url, String className) throws SQLException {
    return className.isEmpty() ? byUrl(url) : byName(className);
  }

  private Driver byName(String className) throws SQLException {
    try {
      Class<?> type = Class.forName(className, true, loader);
      return type.asSubclass(Driver.class).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new SQLException(
          "there is no driver %s; put its jar into %s and restart".formatted(className, folder), e);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new SQLException("%s cannot be used as driver: %s".formatted(className, e), e);
    }
  }

  private Driver byUrl(String url) throws SQLException {
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    List<String> broken = new ArrayList<>();
    while (hasNext(drivers, broken)) {
      try {
        Driver driver = drivers.next();
        if (driver.acceptsURL(url)) {
          return driver;
        }
      } catch (ServiceConfigurationError e) {
        broken.add(String.valueOf(e.getMessage()));
      }
    }
    throw new SQLException(
        "there is no driver for %s; put its jar into %s and restart%s"
            .formatted(
                DataSourceConfig.protocol(url),
                folder,
                broken.isEmpty() ? "" : "; what is there is broken: " + broken));
  }

  private static boolean hasNext(Iterator<Driver> drivers, List<String> broken) {
    try {
      return drivers.hasNext();
    } catch (ServiceConfigurationError e) {
      broken.add(String.valueOf(e.getMessage()));
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
