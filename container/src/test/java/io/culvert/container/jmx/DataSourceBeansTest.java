package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.container.datasource.BeanOrigin;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.PooledSource;
import io.culvert.container.datasource.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools of database connections as MXBeans. */
class DataSourceBeansTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeans mbeans = new MBeans(server);
  private final DataSources sources = DataSources.none();

  private static ObjectName name(String properties) throws Exception {
    return new ObjectName("io.culvert:" + properties);
  }

  private PooledSource pool(String name, String className) {
    Map<String, String> properties = Map.of("url", "jdbc:h2:mem:beans", "user", "sa");
    ClassLoader loader = getClass().getClassLoader();
    return sources.forApplication(
        name,
        "/shop",
        new BeanOrigin(loader, className, properties),
        loader,
        Session.DEFAULT,
        PoolLimits.DEFAULT);
  }

  private PooledSource pool() {
    return pool("java:app/own", "org.h2.jdbcx.JdbcDataSource");
  }

  private Set<String> names() throws Exception {
    return server.queryNames(name("type=DataSource,*"), null).stream()
        .map(ObjectName::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Object read(ObjectName bean, String attribute) throws Exception {
    return server.getAttribute(bean, attribute);
  }

  @AfterEach
  void close() throws Exception {
    sources.close();
    mbeans.close();
    assertEquals(Set.of(), names());
  }

  @Test
  void poolsOfApplicationsComeAndGoWithThem() throws Exception {
    DataSourceBeans.follow(mbeans, sources);
    assertEquals(Set.of(), names());
    PooledSource first = pool();
    String bean = "io.culvert:type=DataSource,application=/shop,name=\"java:app/own\"";
    assertEquals(Set.of(bean), names());

    PooledSource next = pool(); // of the next generation, before the first one ends
    assertEquals(Set.of(bean), names());
    sources.close(first);
    assertEquals(Set.of(bean), names());
    sources.close(next);
    assertEquals(Set.of(), names());
  }

  @Test
  void theNumbersAreThoseOfTheLatestGeneration() throws Exception {
    pool();
    PooledSource latest = pool();
    DataSourceBeans.follow(mbeans, sources);
    ObjectName bean = new ObjectName(names().iterator().next());
    assertEquals("UNUSED", read(bean, "State"));
    try (Connection connection = latest.getConnection()) {
      assertEquals(false, connection.isClosed());
      assertEquals(1, read(bean, "Active"));
      assertEquals(1L, read(bean, "Borrowed"));
    }
    assertEquals("OPEN", read(bean, "State"));
    assertEquals(0, read(bean, "Active"));
    assertEquals(PoolLimits.DEFAULT.maxSize(), read(bean, "Max"));
  }

  @Test
  void whatWentWrongIsTold() throws Exception {
    DataSourceBeans.follow(mbeans, sources);
    PooledSource broken = pool("broken", "no.such.Driver");
    assertThrows(SQLException.class, broken::getConnection);
    ObjectName bean = new ObjectName(names().iterator().next());
    assertEquals(
        "datasource 'broken': no.such.Driver cannot be used: java.lang.ClassNotFoundException: no.such.Driver",
        read(bean, "LastFailure"));
  }

  @Test
  void theManualNamesAllThatTheyHave() throws Exception {
    DataSourceBeans.follow(mbeans, sources);
    pool();
    var info = server.getMBeanInfo(new ObjectName(names().iterator().next()));
    assertEquals(Manual.documented("DataSource"), Manual.features(info));
    assertEquals(List.of(), Manual.unexplained(info));
  }
}
