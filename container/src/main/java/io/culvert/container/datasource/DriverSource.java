package io.culvert.container.datasource;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * New connections of one driver. {@link java.sql.DriverManager} is not asked: it finds drivers by
 * the class loader of its caller, which is the pool's.
 */
final class DriverSource implements DataSource {
  private final Driver driver;
  private final String url;
  private final Properties properties;

  /** Kept for the pool, which waits so long for its threads when it is closed. */
  private volatile int loginTimeout;

  /**
   * @param properties user, password and all else the driver is to be told
   */
  DriverSource(Driver driver, String url, Properties properties) {
    this.driver = driver;
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect((Properties) properties.clone());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Properties own = (Properties) properties.clone();
    own.setProperty("user", user);
    own.setProperty("password", password);
    return connect(own);
  }

  private Connection connect(Properties all) throws SQLException {
    Connection connection = driver.connect(url, all);
    if (connection == null) {
      throw new SQLException(
          "the driver %s does not understand URLs of %s"
              .formatted(driver.getClass().getName(), DataSourceConfig.protocol(url)));
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // drivers log where they like
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("is no " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
