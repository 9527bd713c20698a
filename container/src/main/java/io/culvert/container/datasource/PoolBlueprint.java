package io.culvert.container.datasource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/**
 * All that is needed to open a pool.
 *
 * @param name by which applications find it
 * @param owner the application that has defined it; empty if it is the server's
 * @param origin where its connections come from
 * @param loader the class loader its threads work with
 * @param session the state in which connections are given out
 * @param limits how many, and how long
 */
record PoolBlueprint(
    String name,
    String owner,
    Origin origin,
    ClassLoader loader,
    Session session,
    PoolLimits limits) {
  /** Whether a thread remembers the connections it had only as long as the pool has them. */
  private static final String WEAK = "com.zaxxer.hikari.useWeakReferences";

  /**
   * Opens the pool; nothing is connected yet.
   *
   * @param tally counts what happens in it
   */
  HikariDataSource open(Tally tally) throws SQLException {
    // or threads of requests would keep connections, and with them the loader of their driver,
    // after the pool was closed
    System.setProperty(WEAK, "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return new HikariDataSource(config(origin.open(), tally));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private HikariConfig config(DataSource source, Tally tally) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("datasource '%s'".formatted(name));
    config.setDataSource(source);
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads());
    config.setMetricsTrackerFactory(tally);
    config.setMaximumPoolSize(limits.maxSize());
    config.setMinimumIdle(limits.minIdle());
    config.setConnectionTimeout(limits.patience().toMillis());
    config.setIdleTimeout(limits.idle().toMillis());
    config.setMaxLifetime(limits.maxLifetime().toMillis());
    config.setValidationTimeout(
        Math.min(limits.validation().toMillis(), limits.patience().toMillis()));
    config.setLeakDetectionThreshold(limits.leak().toMillis());
    config.setReadOnly(session.readOnly());
    session.isolation().ifPresent(config::setTransactionIsolation);
    session.validationQuery().ifPresent(config::setConnectionTestQuery);
    return config;
  }

  private ThreadFactory threads() {
    ThreadFactory plain =
        Thread.ofPlatform()
            .daemon()
            .name("datasource-" + name + "-", 0)
            .inheritInheritableThreadLocals(false)
            .factory();
    return work -> {
      Thread thread = plain.newThread(work);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }
}
