package io.culvert.container.datasource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * All pools of this server process: its own, by name, and those of applications as long as they
 * run.
 */
public final class DataSources implements AutoCloseable {
  /** What may stand before a name and says only where it was looked up. */
  private static final List<String> PREFIXES =
      List.of("java:comp/env/", "java:global/", "java:/", "jdbc/");

  private final Map<String, PooledSource> byName;
  private final List<DataSourceConfig> configs;
  private final List<PooledSource> ofApplications;
  private final List<Runnable> changed;

  private DataSources(
      List<DataSourceConfig> configs,
      Map<String, PooledSource> byName,
      List<PooledSource> ofApplications,
      List<Runnable> changed) {
    this.configs = configs;
    this.byName = Collections.unmodifiableMap(byName);
    this.ofApplications = ofApplications;
    this.changed = changed;
  }

  private DataSources(List<DataSourceConfig> configs, Map<String, PooledSource> byName) {
    this(configs, byName, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  }

  /** Without any of the server's own. */
  public static DataSources none() {
    return new DataSources(List.of(), new LinkedHashMap<>());
  }

  /**
   * Those the operator wants; none is opened.
   *
   * @param drivers where their drivers are
   */
  public static DataSources of(List<DataSourceConfig> configs, Drivers drivers) {
    Map<String, PooledSource> byName = new LinkedHashMap<>();
    for (DataSourceConfig config : configs) {
      byName.put(
          config.name(),
          new PooledSource(
              new PoolBlueprint(
                  config.name(),
                  "",
                  () -> source(config, drivers),
                  drivers.loader(),
                  config.session(),
                  config.limits())));
    }
    return new DataSources(List.copyOf(configs), byName);
  }

  private static DriverSource source(DataSourceConfig config, Drivers drivers) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(config.properties());
    if (!config.user().isEmpty()) {
      properties.setProperty("user", config.user());
    }
    try {
      String password = config.password().read();
      if (!password.isEmpty()) {
        properties.setProperty("password", password);
      }
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
    return new DriverSource(drivers.find(config.url(), config.driver()), config.url(), properties);
  }

  /**
   * One of the server's own.
   *
   * @param reference its name as somebody looks it up: {@code shop} is found as {@code jdbc/shop},
   *     {@code java:comp/env/jdbc/shop} and {@code java:global/shop} as well
   */
  public Optional<PooledSource> find(String reference) {
    PooledSource exact = byName.get(reference);
    if (exact != null) {
      return Optional.of(exact);
    }
    String bare = bare(reference);
    return byName.values().stream().filter(source -> bare(source.name()).equals(bare)).findFirst();
  }

  /**
   * The same pools but for one of the server's own, which whoever is given this does not learn of.
   *
   * @param name as it is configured
   */
  public DataSources without(String name) {
    Map<String, PooledSource> others = new LinkedHashMap<>(byName);
    others.remove(name);
    List<DataSourceConfig> rest =
        configs.stream().filter(config -> !config.name().equals(name)).toList();
    return new DataSources(rest, others, ofApplications, changed);
  }

  private static String bare(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return bare(name.substring(prefix.length()));
      }
    }
    return name;
  }

  /** The server's own, in the order they were configured. */
  public Collection<PooledSource> shared() {
    return byName.values();
  }

  /**
   * Makes one for an application, which has to close it.
   *
   * @param owner the application
   * @param loader its class loader
   */
  public PooledSource forApplication(
      String name,
      String owner,
      Origin origin,
      ClassLoader loader,
      Session session,
      PoolLimits limits) {
    PooledSource source =
        new PooledSource(new PoolBlueprint(name, owner, origin, loader, session, limits));
    ofApplications.add(source);
    changed.forEach(Runnable::run);
    return source;
  }

  /** Closes one that was made for an application. */
  public void close(PooledSource source) {
    ofApplications.remove(source);
    source.close();
    changed.forEach(Runnable::run);
  }

  /** Has somebody told whenever the pool of an application has come or gone. */
  public void whenChanged(Runnable told) {
    changed.add(told);
  }

  /** The numbers of all pools now, the server's own first. */
  public List<PoolStatistics> statistics() {
    return Stream.concat(byName.values().stream(), ofApplications.stream())
        .map(PooledSource::statistics)
        .toList();
  }

  /**
   * Connects to the databases that are to be there from the start.
   *
   * @return what went wrong, one line each; the pools can be used nevertheless, once the databases
   *     are there
   */
  public List<String> connectEagerly() {
    return configs.stream()
        .filter(DataSourceConfig::eager)
        .flatMap(config -> find(config.name()).stream())
        .flatMap(source -> problem(source).stream())
        .toList();
  }

  private static Optional<String> problem(PooledSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.isClosed()
          ? Optional.of("%s: closes its connections at once".formatted(source))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Closes all of them. */
  @Override
  public void close() {
    ofApplications.forEach(PooledSource::close);
    byName.values().forEach(PooledSource::close);
  }
}
