package io.culvert.container.datasource;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the connections of a pool come from. */
@FunctionalInterface
public interface Origin {
  /**
   * Prepares connecting, but does not connect.
   *
   * @throws SQLException if the driver cannot be had or does not take what it is told
   */
  DataSource open() throws SQLException;
}
