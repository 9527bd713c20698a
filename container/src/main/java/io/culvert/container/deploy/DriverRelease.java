package io.culvert.container.deploy;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Deregisters the JDBC drivers of the class loader that has defined this very class, and returns
 * their names. {@link DriverManager} lets nobody touch the drivers of another loader, and keeps
 * them, and with them the whole application, for ever; so the bytes of this class are given to each
 * application's loader. It must not use any class beyond the Java runtime's, and must be public to
 * be made from here.
 */
public final class DriverRelease implements Callable<List<String>> {
  /** Called by reflection. */
  public DriverRelease() {}

  @Override
  public List<String> call() throws SQLException {
    List<String> released = deregisterAll();
    // to see whether we may know a driver the runtime asks our loader for the class of its name,
    // and initialises it: then another driver may have registered itself just now
    deregisterAll();
    return released;
  }

  private static List<String> deregisterAll() throws SQLException {
    ClassLoader own = DriverRelease.class.getClassLoader();
    List<String> released = new ArrayList<>();
    for (Driver driver : DriverManager.drivers().toList()) {
      if (own.equals(driver.getClass().getClassLoader())) {
        DriverManager.deregisterDriver(driver);
        released.add(driver.getClass().getName());
      }
    }
    return released;
  }
}
