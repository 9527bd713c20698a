package io.culvert.container.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.datasource.PoolStatistics.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledSourceTest {
  @TempDir Path folder;

  private Drivers drivers;
  private DataSources sources = DataSources.none();

  @BeforeEach
  void installDriver() throws Exception {
    Path jar =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(jar, folder.resolve("h2.jar"));
    drivers = Drivers.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    sources.close();
    drivers.close();
  }

  private DataSourceConfig config(String url, Duration wait, boolean eager) {
    PoolLimits defaults = PoolLimits.DEFAULT;
    PoolLimits limits =
        new PoolLimits(
            1,
            0,
            wait,
            defaults.idle(),
            defaults.maxLifetime(),
            defaults.validation(),
            defaults.leak());
    return new DataSourceConfig(
        "shop", url, "", "sa", Secret.NONE, Map.of(), Session.DEFAULT, limits, eager);
  }

  private PooledSource source(String url) {
    return source(url, Duration.ofSeconds(30));
  }

  private PooledSource source(String url, Duration wait) {
    sources = DataSources.of(List.of(config(url, wait, false)), drivers);
    return sources.find("java:comp/env/jdbc/shop").orElseThrow();
  }

  @Test
  void driverComesFromItsFolderAndConnectionsAreCounted() throws Exception {
    PooledSource source = source("jdbc:h2:mem:shop");
    assertEquals(State.UNUSED, source.statistics().state());
    try (Connection connection = source.getConnection()) {
      assertTrue(connection.isValid(1));
      Connection driversOwn = connection.unwrap(Connection.class);
      assertNotSame(org.h2.Driver.class.getClassLoader(), driversOwn.getClass().getClassLoader());
      assertEquals(
          new PoolStatistics("shop", "", State.OPEN, 1, 0, 0, 1, 1, 0, ""), source.statistics());
    }
    assertEquals(1, source.statistics().idle());
  }

  @Test
  void emptyPoolFailsWithItsNameAndNumbers() throws Exception {
    connect("jdbc:h2:mem:other"); // what takes long is to load the driver
    PooledSource source = source("jdbc:h2:mem:shop", Duration.ofSeconds(2));
    try (Connection held = source.getConnection()) {
      assertTrue(held.isValid(1));
      var e = assertThrows(SQLTransientConnectionException.class, source::getConnection);
      assertEquals(
          "datasource 'shop': no connection within 2000 ms: 1 of at most 1 are in use",
          e.getMessage());
    }
    assertEquals(1, source.statistics().timeouts());
    try (Connection again = source.getConnection()) {
      assertTrue(again.isValid(1));
    }
  }

  @Test
  void databaseThatIsDownIsToldAndUsedWhenItIsUp() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("db") + ";IFEXISTS=TRUE";
    sources = DataSources.of(List.of(config(url, Duration.ofSeconds(1), true)), drivers);
    List<String> problems = sources.connectEagerly();
    assertEquals(1, problems.size());
    assertTrue(
        problems.getFirst().startsWith("datasource 'shop': no connection within 1000 ms: "),
        problems.toString());
    connect(url.replace(";IFEXISTS=TRUE", ""));
    for (int i = 0; i < 30 && !problems.isEmpty(); i++) {
      problems = sources.connectEagerly(); // the pool tries again after a while
    }
    assertEquals(List.of(), problems);
  }

  private void connect(String url) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "sa");
    try (Connection first = new DriverSource(drivers.find(url, ""), url, user).getConnection()) {
      assertTrue(first.isValid(1));
    }
  }

  @Test
  void missingDriverIsToldWithTheFolderButWithoutTheUrl() {
    PooledSource source = source("jdbc:postgresql://localhost/shop?password=secret");
    var e = assertThrows(SQLException.class, source::getConnection);
    assertEquals(
        "datasource 'shop': there is no driver for jdbc:postgresql; put its jar into "
            + folder
            + " and restart",
        e.getMessage());
    assertEquals(e.getMessage(), source.statistics().lastFailure());
  }

  @Test
  void closedPoolGivesNoConnection() throws Exception {
    PooledSource source = source("jdbc:h2:mem:shop");
    Connection held = source.getConnection();
    source.close();
    source.close();
    held.close();
    var e = assertThrows(SQLException.class, source::getConnection);
    assertTrue(e.getMessage().startsWith("datasource 'shop': "), e.getMessage());
    assertEquals(State.CLOSED, source.statistics().state());
  }

  @Test
  void threadsOfPoolsBelongToNoRequest() throws Exception {
    Thread request = Thread.currentThread();
    ClassLoader before = request.getContextClassLoader();
    ClassLoader application = new ClassLoader(before) {};
    request.setContextClassLoader(application);
    try (Connection connection = source("jdbc:h2:mem:shop").getConnection()) {
      assertTrue(connection.isValid(1));
      List<Thread> threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("datasource-shop-"))
              .toList();
      assertFalse(threads.isEmpty());
      assertFalse(
          threads.stream().anyMatch(each -> application.equals(each.getContextClassLoader())));
    } finally {
      request.setContextClassLoader(before);
    }
  }
}
