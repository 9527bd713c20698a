package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ServletContext.addJspFile} (Servlet 6.1 §4.4.1.4). */
class AddedPageTest {
  private static final String LISTENER =
      """
      package app;
      @jakarta.servlet.annotation.WebListener
      public class Start implements jakarta.servlet.ServletContextListener {
        @Override
        public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
          var context = event.getServletContext();
          var one = context.addJspFile("one", "/WEB-INF/one.jsp");
          one.addMapping("/1", "/one/*");
          one.setInitParameter("greeting", "hi");
          context.addJspFile("two", "/WEB-INF/two.jsp").addMapping("/2");
          context.addServlet("any", "org.apache.jasper.servlet.JspServlet").addMapping("*.page");
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void addedPagesAreServedAtTheirMappings() throws Exception {
    WarFolder war =
        new WarFolder(folder.resolve("app"))
            .classes(LISTENER)
            .file(
                "WEB-INF/one.jsp",
                "one ${pageContext.servletConfig.getInitParameter('greeting')} ${1+1}")
            .file("WEB-INF/two.jsp", "two ${param.x}")
            .file("other.page", "other ${1+2}")
            .file("plain.jsp", "plain");
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("one hi 2", app.get("/1").body());
      assertEquals("one hi 2", app.get("/one/more").body());
      assertEquals("two 3", app.get("/2?x=3").body());
      assertEquals("other 3", app.get("/other.page").body());
      assertEquals("plain", app.get("/plain.jsp").body());
      try (Stream<Path> files = Files.walk(app.running().app().root())) {
        assertEquals(0, files.filter(file -> file.toString().endsWith("_jsp.class")).count());
      }
    }
  }
}
