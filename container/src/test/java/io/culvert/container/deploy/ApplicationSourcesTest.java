package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.Drivers;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.PoolStatistics;
import io.culvert.container.datasource.Secret;
import io.culvert.container.datasource.Session;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that ask databases: the server's and their own. */
class ApplicationSourcesTest {
  private static final String SERVLET =
      """
      package shop;
      import jakarta.annotation.Resource;
      import jakarta.annotation.sql.DataSourceDefinition;
      import jakarta.servlet.http.*;
      import java.sql.*;
      import javax.sql.DataSource;
      @DataSourceDefinition(name = "java:app/own", className = "org.h2.jdbcx.JdbcDataSource",
          url = "jdbc:h2:mem:own", user = "sa", maxPoolSize = 2)
      @jakarta.servlet.annotation.WebServlet("/databases")
      public class Databases extends HttpServlet {
        @Resource(lookup = "java:app/own") DataSource own;
        @Resource(name = "jdbc/shop") DataSource byName;
        @Resource(lookup = "java:global/shop") DataSource byGlobalName;
        @Resource(name = "jdbc/mapped") DataSource mapped;
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          for (DataSource source : new DataSource[] {own, byName, byGlobalName, mapped}) {
            try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
              response.getWriter().print(connection.getMetaData().getURL() + " ");
            } catch (SQLException e) {
              response.getWriter().print(e);
            }
          }
        }
      }
      """;

  @TempDir Path folder;

  private Drivers drivers;
  private DataSources sources;

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("drivers"));
    Files.copy(driver(), folder.resolve("drivers/h2.jar"));
    drivers = Drivers.in(folder.resolve("drivers"));
    sources =
        DataSources.of(
            List.of(
                new DataSourceConfig(
                    "shop",
                    "jdbc:h2:mem:shared",
                    "",
                    "sa",
                    Secret.NONE,
                    Map.of(),
                    Session.DEFAULT,
                    PoolLimits.DEFAULT,
                    false)),
            drivers);
  }

  @AfterEach
  void close() throws Exception {
    sources.close();
    drivers.close();
  }

  private static Path driver() throws Exception {
    return Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private WarFolder war() throws Exception {
    WarFolder war = new WarFolder(folder.resolve("shop"));
    Files.createDirectories(folder.resolve("shop/WEB-INF/lib"));
    Files.copy(driver(), folder.resolve("shop/WEB-INF/lib/h2.jar"));
    return war.file(
        "WEB-INF/jboss-web.xml",
        """
        <jboss-web><resource-ref><res-ref-name>jdbc/mapped</res-ref-name>
        <jndi-name>java:/jdbc/shop</jndi-name></resource-ref></jboss-web>
        """);
  }

  @Test
  void applicationHasItsOwnAndTheServers() throws Exception {
    try (NamedApp app = NamedApp.deploy(war().classes(SERVLET, NamedApp.LOOKUP), sources)) {
      assertEquals(
          "jdbc:h2:mem:own jdbc:h2:mem:shared jdbc:h2:mem:shared jdbc:h2:mem:shared ",
          app.get("/databases"));
      assertEquals("PooledSource datasource 'shop'", app.get("/lookup?java:comp/env/shop"));
      assertEquals(
          List.of("shop of ", "java:app/own of /"),
          sources.statistics().stream().map(each -> each.name() + " of " + each.owner()).toList());
    }
    assertEquals(List.of("shop"), sources.statistics().stream().map(PoolStatistics::name).toList());
  }

  @Test
  void definitionInTheDescriptorWinsAndWhatItGetsWrongIsTold() throws Exception {
    WarFolder war =
        war()
            .classes(SERVLET)
            .webXml(
                """
                <data-source><name>java:app/own</name>
                <class-name>org.h2.jdbcx.JdbcDataSource</class-name><url>jdbc:h2:mem:x</url>
                <property><name>colour</name><value>blue</value></property></data-source>
                """);
    try (NamedApp app = NamedApp.deploy(war, sources)) {
      assertTrue(
          app.get("/databases")
              .startsWith(
                  "java.sql.SQLException: datasource 'java:app/own': "
                      + "org.h2.jdbcx.JdbcDataSource has no property 'colour'"));
    }
  }

  @Test
  void nothingOfAPoolHoldsTheApplicationThatHasStopped() throws Exception {
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    Reference<ClassLoader> loader = useAndStop(collected);
    Reference<?> found = null;
    for (int attempt = 0; attempt < 100 && found == null; attempt++) {
      System.gc();
      found = collected.remove(100); // threads of the pool may still come to their end
    }
    assertEquals(loader, found);
  }

  private Reference<ClassLoader> useAndStop(ReferenceQueue<ClassLoader> collected)
      throws Exception {
    try (NamedApp app = NamedApp.deploy(war().classes(SERVLET), sources)) {
      assertTrue(app.get("/databases").startsWith("jdbc:h2:mem:own "));
      return new PhantomReference<>(app.running().app().loader(), collected);
    }
  }
}
