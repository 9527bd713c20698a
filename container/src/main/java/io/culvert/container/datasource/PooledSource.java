package io.culvert.container.datasource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.culvert.container.datasource.PoolStatistics.State;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections with a name. It is opened by the first who asks for a connection, so that a
 * database that is down keeps nothing else from starting. The lock guards opening and closing;
 * nothing is connected under it.
 */
public final class PooledSource implements DataSource, AutoCloseable {
  private final PoolBlueprint blueprint;
  private final Tally tally = new Tally();
  private volatile @Nullable HikariDataSource pool;
  private volatile boolean closed;

  PooledSource(PoolBlueprint blueprint) {
    this.blueprint = blueprint;
  }

  /** By which applications find it. */
  public String name() {
    return blueprint.name();
  }

  /** The application that has defined it; empty if it is the server's. */
  public String owner() {
    return blueprint.owner();
  }

  /** Its numbers now. */
  public PoolStatistics statistics() {
    HikariDataSource open = pool;
    State state = closed ? State.CLOSED : open == null ? State.UNUSED : State.OPEN;
    HikariPoolMXBean numbers =
        open == null || state == State.CLOSED ? null : open.getHikariPoolMXBean();
    return new PoolStatistics(
        name(),
        owner(),
        state,
        numbers == null ? 0 : numbers.getActiveConnections(),
        numbers == null ? 0 : numbers.getIdleConnections(),
        numbers == null ? 0 : numbers.getThreadsAwaitingConnection(),
        blueprint.limits().maxSize(),
        tally.borrowed(),
        tally.timeouts(),
        tally.lastFailure());
  }

  /**
   * A connection, to be given back by {@link Connection#close}.
   *
   * @throws SQLTransientConnectionException if none could be had in time; the message names the
   *     pool and the reason
   */
  @Override
  public Connection getConnection() throws SQLException {
    try {
      return open().getConnection();
    } catch (SQLTransientConnectionException e) {
      throw unavailable(e);
    }
  }

  private SQLException unavailable(SQLTransientConnectionException e) {
    PoolStatistics now = statistics();
    String reason =
        Optional.ofNullable(e.getCause())
            .map(Throwable::getMessage)
            .orElse("%d of at most %d are in use".formatted(now.active(), now.max()));
    String message =
        "datasource '%s': no connection within %d ms: %s"
            .formatted(name(), blueprint.limits().patience().toMillis(), reason);
    tally.timedOut(message);
    return new SQLTransientConnectionException(message, e.getSQLState(), e.getErrorCode(), e);
  }

  private HikariDataSource open() throws SQLException {
    HikariDataSource open = pool;
    return open == null || closed ? openOnce() : open;
  }

  private synchronized HikariDataSource openOnce() throws SQLException {
    if (closed) {
      throw new SQLException(
          "datasource '%s': is closed, since what it belongs to has stopped".formatted(name()));
    }
    HikariDataSource open = pool;
    if (open != null) {
      return open;
    }
    try {
      HikariDataSource opened = blueprint.open(tally);
      pool = opened;
      return opened;
    } catch (SQLException e) {
      String message = "datasource '%s': %s".formatted(name(), e.getMessage());
      tally.failed(message);
      throw new SQLException(message, e);
    }
  }

  /** Closes all connections, those in use as well. Does nothing the second time. */
  @Override
  public synchronized void close() {
    closed = true;
    HikariDataSource open = pool;
    if (open != null) {
      open.close();
    }
  }

  /**
   * Not supported: everybody has the connections of the one user the pool was made for.
   *
   * @throws SQLFeatureNotSupportedException always
   */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "datasource '%s': has connections of its own user only".formatted(name()));
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // what is to be logged goes to the log of the server
  }

  /** Does nothing: how long to wait is the operator's decision, and one for all. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return Math.toIntExact(blueprint.limits().patience().toSeconds());
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("datasource '%s' is no %s".formatted(name(), type.getName()));
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public String toString() {
    return "datasource '%s'".formatted(name());
  }
}
