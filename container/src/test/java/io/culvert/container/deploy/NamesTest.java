package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.datasource.DataSources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code java:comp/env} holds when an application has been deployed. */
class NamesTest {
  @TempDir Path folder;

  private WarFolder war() throws Exception {
    return new WarFolder(folder.resolve("shop")).classes(NamedApp.LOOKUP);
  }

  private static String entry(String name, String type, String value) {
    return """
        <env-entry><env-entry-name>%s</env-entry-name>
        <env-entry-type>%s</env-entry-type><env-entry-value>%s</env-entry-value></env-entry>
        """
        .formatted(name, type, value);
  }

  @Test
  void entriesHaveTheirTypes() throws Exception {
    String entries =
        entry("s", "java.lang.String", " as it is ")
            + entry("i", "java.lang.Integer", " 7 ")
            + entry("c", "java.lang.Character", "x")
            + entry("b", "java.lang.Boolean", "TRUE")
            + entry("d", "java.lang.Double", "1.5")
            + entry("l", "java.lang.Long", "-1")
            + entry("k", "java.lang.Class", "shop.Lookup")
            + entry("e", "java.util.concurrent.TimeUnit", "DAYS")
            + "<env-entry><env-entry-name>none</env-entry-name>"
            + "<env-entry-type>java.lang.String</env-entry-type></env-entry>"
            + "<env-entry><env-entry-name>other</env-entry-name>"
            + "<lookup-name>java:comp/env/i</lookup-name></env-entry>";
    try (NamedApp app = NamedApp.deploy(war().webXml(entries), DataSources.none())) {
      assertEquals("String  as it is ", app.get("/lookup?java:comp/env/s"));
      assertEquals("Integer 7", app.get("/lookup?java:comp/env/i"));
      assertEquals("Character x", app.get("/lookup?java:comp/env/c"));
      assertEquals("Boolean true", app.get("/lookup?java:comp/env/b"));
      assertEquals("Double 1.5", app.get("/lookup?java:comp/env/d"));
      assertEquals("Long -1", app.get("/lookup?java:comp/env/l"));
      assertEquals("Class class shop.Lookup", app.get("/lookup?java:comp/env/k"));
      assertEquals("TimeUnit DAYS", app.get("/lookup?java:comp/env/e"));
      assertEquals("Integer 7", app.get("/lookup?java:comp/env/other"));
      assertEquals("String shop", app.get("/lookup?java:app/AppName"));
      assertEquals("String shop", app.get("/lookup?java:module/ModuleName"));
      assertTrue(app.get("/lookup?java:comp/env/none").contains("there is no such name"));
      assertEquals(List.of(), app.remarks());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "java.lang.Integer | many | 'many' is no java.lang.Integer",
        "java.lang.Boolean | yes | 'yes' is neither true nor false",
        "java.lang.Character | xy | 'xy' is not one character",
        "java.lang.Class | shop.Gone | there is no class 'shop.Gone'",
        "java.util.concurrent.TimeUnit | EON | 'EON' is none of [NANOSECONDS, MICROSECONDS, "
            + "MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS]",
        "java.util.List | x | there are no entries of the type java.util.List",
        "shop.Gone | x | its type 'shop.Gone' cannot be loaded",
      })
  void entryThatCannotBeMeantIsRefusedWithItsLine(String type, String value, String problem)
      throws Exception {
    WarFolder war = war().webXml(entry("size", type, value));
    try (NamedApp app = NamedApp.deploy(war, DataSources.none())) {
      assertEquals("WEB-INF/web.xml:2: <env-entry-name> size: " + problem, app.failure());
    }
  }

  @Test
  void nameThatIsDeclaredTwiceIsRefused() throws Exception {
    WarFolder war =
        war()
            .webXml(
                entry("size", "java.lang.String", "x") + entry("size/x", "java.lang.String", "y"));
    try (NamedApp app = NamedApp.deploy(war, DataSources.none())) {
      assertEquals(
          "WEB-INF/web.xml:4: <env-entry-name> size/x: java:comp/env/size/x: "
              + "java:comp/env/size is a name already and can't be a folder",
          app.failure());
    }
  }

  @Test
  void referenceToNothingIsToldAndDoesNoMoreHarm() throws Exception {
    WarFolder war =
        war()
            .webXml(
                """
                <resource-ref><res-ref-name>jdbc/shop</res-ref-name>
                <res-type>javax.sql.DataSource</res-type></resource-ref>
                <resource-ref><res-ref-name>mail</res-ref-name>
                <res-type>jakarta.mail.Session</res-type></resource-ref>
                <resource-ref><res-ref-name>home</res-ref-name>
                <res-type>java.net.URL</res-type>
                <lookup-name>http://localhost/</lookup-name></resource-ref>
                <ejb-ref><ejb-ref-name>ejb/Cart</ejb-ref-name></ejb-ref>""");
    try (NamedApp app = NamedApp.deploy(war, DataSources.none())) {
      assertEquals(
          List.of(
              "WEB-INF/web.xml: <ejb-ref> is declared 1 times and has no effect: "
                  + "the server has nothing of this kind",
              "WEB-INF/web.xml:2: <res-ref-name> jdbc/shop: there is no data source 'jdbc/shop'; "
                  + "write a table [datasource.\"jdbc/shop\"] into culvert.toml; "
                  + "nobody will find it",
              "WEB-INF/web.xml:4: <res-ref-name> mail: the server has nothing of the type "
                  + "jakarta.mail.Session; nobody will find it"),
          app.remarks());
      assertEquals("URL http://localhost/", app.get("/lookup?java:comp/env/home"));
    }
  }

  @Test
  void namesAreThereForListenersAndThreadsAndGoneWithTheApplication() throws Exception {
    WarFolder war =
        war()
            .classes(
                """
                package shop;
                import jakarta.servlet.*;
                import java.util.concurrent.*;
                import javax.naming.InitialContext;
                @jakarta.servlet.annotation.WebListener
                public class Start implements ServletContextListener {
                  public void contextInitialized(ServletContextEvent event) {
                    try {
                      var own = new FutureTask<>(Start::size);
                      new Thread(own).start();
                      var pool = CompletableFuture.supplyAsync(Start::size);
                      System.setProperty("names-test", size() + own.get() + pool.get());
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }
                  public void contextDestroyed(ServletContextEvent event) {
                    System.setProperty("names-test", "stopped " + size());
                  }
                  static String size() {
                    try {
                      return (String) new InitialContext().lookup("java:comp/env/size");
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }
                }
                """)
            .webXml(entry("size", "java.lang.String", "L"));
    try (NamedApp app = NamedApp.deploy(war, DataSources.none())) {
      app.running();
      assertEquals("LLL", System.getProperty("names-test"));
    }
    assertEquals("stopped L", System.clearProperty("names-test"));
  }
}
