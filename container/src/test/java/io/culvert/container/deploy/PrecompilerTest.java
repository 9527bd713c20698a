package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.PageReport;
import io.culvert.container.deploy.pages.PageStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecompilerTest {
  @TempDir Path folder;
  private WarFolder war;
  private Path work;

  @BeforeEach
  void applicationThatTellsWhenItIsRun() throws Exception {
    work = Files.createDirectories(folder.resolve("work"));
    war = new WarFolder(folder.resolve("war"));
    war.classes(
            running("Listener", "implements jakarta.servlet.ServletContextListener"),
            running("Servlet", "extends jakarta.servlet.http.HttpServlet"))
        .file("a.jsp", "<%@ include file=\"b.jspf\" %> a")
        .file("b.jspf", "b")
        .file("WEB-INF/named.html", "named <%= 1 + 1 %>")
        .jar("starter.jar")
        .classes(
            running("Starter", "implements jakarta.servlet.ServletContainerInitializer")
                .replace(
                    "}}",
                    "} public void onStartup(java.util.Set<Class<?>> t,"
                        + " jakarta.servlet.ServletContext c) {}}"))
        .file("META-INF/services/jakarta.servlet.ServletContainerInitializer", "shop.Starter")
        .file("META-INF/resources/from-jar.jsp", "jar")
        .done()
        .webXml(
            """
            <context-param><param-name>io.culvert.jsp.compile</param-name>
              <param-value>eager</param-value></context-param>
            <listener><listener-class>shop.Listener</listener-class></listener>
            <servlet><servlet-name>s</servlet-name><servlet-class>shop.Servlet</servlet-class>
              <load-on-startup>1</load-on-startup></servlet>
            <servlet><servlet-name>n</servlet-name><jsp-file>/WEB-INF/named.html</jsp-file></servlet>
            <servlet-mapping><servlet-name>n</servlet-name><url-pattern>/named</url-pattern>
            </servlet-mapping>
            """);
  }

  /** A class that leaves a file behind as soon as it is initialised. */
  private String running(String name, String kind) {
    return """
        package shop; public class %s %s { static {
          try { java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), ""); }
          catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
        }}"""
        .formatted(name, kind, folder.resolve("run-" + name));
  }

  private PageReport precompile(Path file) throws Exception {
    Path place = Files.createDirectories(folder.resolve("precompiled"));
    try (BuildCache cache = BuildCache.open(work.resolve("cache"), InstantSource.system())) {
      PageReport report =
          new Precompiler(place, cache, DeploymentEvents.NONE).compile(file, PageProgress.NONE);
      try (Stream<Path> left = Files.list(place)) {
        assertEquals(List.of(), left.toList());
      }
      return report;
    }
  }

  @Test
  void aServerFindsAllPagesThatWereCompiledBefore() throws Exception {
    Path packed = new AppFolder(war.root()).packedAs(folder.resolve("shop.war"));
    PageReport report = precompile(packed);
    assertEquals("3 pages: 3 compiled, 0 compiled before", report.toString());
    assertEquals("3 pages: 0 compiled, 3 compiled before", precompile(packed).toString());
    try (DeployedWar deployed = DeployedWar.start(war, work)) {
      assertEquals("b a", deployed.get("/a.jsp").body());
      assertEquals("named 2", deployed.get("/named").body());
      assertEquals("jar", deployed.get("/from-jar.jsp").body());
      assertEquals(
          new PageStatistics(3, 0, 3, 0, 0), deployed.running().app().pages().statistics());
    }
  }

  @Test
  void nothingOfTheApplicationIsRun() throws Exception {
    assertEquals(3, precompile(war.root()).compiled());
    for (String name : List.of("Listener", "Servlet", "Starter")) {
      assertFalse(Files.exists(folder.resolve("run-" + name)), name);
    }
    DeployedWar.start(war, work).close();
    assertEquals(3, Stream.of("Listener", "Servlet", "Starter").filter(this::hasRun).count());
  }

  private boolean hasRun(String name) {
    return Files.exists(folder.resolve("run-" + name));
  }
}
