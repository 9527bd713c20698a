package io.culvert.sample.paper;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** The user table in an H2 database in memory, by connections that are kept or opened anew. */
final class UserDatabase implements AutoCloseable {
  private static final int KEPT = 10;

  private final JdbcDataSource direct = new JdbcDataSource();
  private final JdbcConnectionPool pool;

  /** Holds the database: H2 drops one in memory with its last connection. */
  private final Connection anchor;

  /**
   * @param name distinguishes databases of one JVM
   */
  UserDatabase(String name) throws SQLException {
    direct.setURL("jdbc:h2:mem:" + name);
    direct.setUser("sample");
    direct.setPassword("sample");
    this.anchor = direct.getConnection();
    this.pool = JdbcConnectionPool.create(direct);
    this.pool.setMaxConnections(KEPT);
    UserTable.create(anchor);
  }

  /** A connection the caller closes, which gives a kept one back and ends another. */
  Connection open(Cell cell) throws SQLException {
    return cell.kept() ? pool.getConnection() : direct.getConnection();
  }

  @Override
  public void close() {
    pool.dispose();
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The sample's database could not be closed.", e);
    }
    // the driver registers itself in a class of the JDK, which would keep this application's class
    // loader
    org.h2.Driver.unload();
  }
}
