package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderReleaseTest {
  private static final String DRIVER =
      """
      package com.example;
      public class Driver implements java.sql.Driver, java.util.concurrent.Callable<Long> {
        static {
          try {
            java.sql.DriverManager.registerDriver(new Driver());
          } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
          }
        }
        public Long call() {
          return java.sql.DriverManager.drivers().filter(d -> d instanceof Driver).count();
        }
        public java.sql.Connection connect(String url, java.util.Properties info) { return null; }
        public boolean acceptsURL(String url) { return false; }
        public java.sql.DriverPropertyInfo[] getPropertyInfo(String u, java.util.Properties i) {
          return new java.sql.DriverPropertyInfo[0];
        }
        public int getMajorVersion() { return 1; }
        public int getMinorVersion() { return 0; }
        public boolean jdbcCompliant() { return false; }
        public java.util.logging.Logger getParentLogger() { return null; }
      }
      """;

  @TempDir Path folder;

  @Test
  void driversOfTheApplicationAreDeregisteredAndThoseOfOthersAreNot() throws Exception {
    AppFolder app = new AppFolder(folder).javaClass("com.example.Driver", DRIVER);
    AppClassLoader one = app.loader();
    AppClassLoader other = app.loader();
    Callable<?> driversOfOne = drivers(one);
    Callable<?> driversOfOther = drivers(other);
    assertEquals(1L, driversOfOne.call());
    new LoaderRelease(one).run();
    assertEquals(0L, driversOfOne.call());
    assertEquals(1L, driversOfOther.call());
    new LoaderRelease(other).run();
    assertEquals(0L, driversOfOther.call());
  }

  @Test
  void loaderIsClosedThen() throws Exception {
    AppFolder app = new AppFolder(folder.resolve("app"));
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("x.txt", "x"));
    AppClassLoader loader = app.loader();
    new LoaderRelease(loader).run();
    assertNull(loader.getResource("x.txt"));
  }

  private static Callable<?> drivers(AppClassLoader loader) throws Exception {
    Class<?> driver = Class.forName("com.example.Driver", true, loader);
    return (Callable<?>) driver.getConstructor().newInstance();
  }
}
