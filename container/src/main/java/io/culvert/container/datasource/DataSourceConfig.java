package io.culvert.container.datasource;

import java.util.Map;

/**
 * What the operator wants of one pool.
 *
 * @param name by which applications find it
 * @param url where the database is, as its driver wants it
 * @param driver the class of the driver; empty for the one that understands the URL
 * @param user empty if the URL says it, or nobody has to
 * @param password the user's
 * @param properties more for the driver
 * @param session the state in which connections are given out
 * @param limits how many connections, and how long
 * @param eager whether to connect when the server starts, not when somebody asks
 */
public record DataSourceConfig(
    String name,
    String url,
    String driver,
    String user,
    Secret password,
    Map<String, String> properties,
    Session session,
    PoolLimits limits,
    boolean eager) {
  public DataSourceConfig {
    properties = Map.copyOf(properties);
  }

  /** Neither the URL nor the properties are printed: both may hold passwords. */
  @Override
  public String toString() {
    return "datasource '%s' (%s)".formatted(name, protocol(url));
  }

  /** Which database it is, without the rest of the URL: {@code jdbc:postgresql}. */
  static String protocol(String url) {
    int end = url.indexOf(':', "jdbc:".length());
    return url.startsWith("jdbc:") && end > 0 ? url.substring(0, end) : "jdbc:?";
  }
}
