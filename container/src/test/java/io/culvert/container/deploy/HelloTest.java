package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloTest {
  private static final String HELLO =
      """
      package app;
      import jakarta.servlet.annotation.*;
      import jakarta.servlet.http.*;
      @WebServlet("/annotated")
      public class Hello extends HttpServlet {
        @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
            throws java.io.IOException {
          p.getWriter().print("hello from " + getServletName() + " " + getInitParameter("who"));
        }
      }
      """;

  @TempDir Path temp;

  @Test
  void servletOfWebXmlAnswers() throws Exception {
    WarFolder war =
        new WarFolder(temp.resolve("app"))
            .classes(HELLO)
            .webXml(
                """
                <servlet>
                  <servlet-name>greeter</servlet-name>
                  <servlet-class>app.Hello</servlet-class>
                  <init-param><param-name>who</param-name><param-value>me</param-value></init-param>
                </servlet>
                <servlet-mapping>
                  <servlet-name>greeter</servlet-name><url-pattern>/hi</url-pattern>
                </servlet-mapping>
                """);
    try (Served served = Served.start(war)) {
      assertEquals("hello from greeter me", served.get("/hi").body());
    }
  }

  @Test
  void servletOfAnAnnotationAnswersWithoutAnyWebXml() throws Exception {
    WarFolder war = new WarFolder(temp.resolve("app")).classes(HELLO);
    try (Served served = Served.start(war)) {
      assertEquals("hello from app.Hello null", served.get("/annotated").body());
    }
  }

  @Test
  void metadataCompleteSilencesAnnotations() throws Exception {
    WarFolder war =
        new WarFolder(temp.resolve("app"))
            .classes(HELLO)
            .file("WEB-INF/web.xml", "<web-app version='6.1' metadata-complete='true'/>");
    try (Served served = Served.start(war)) {
      assertEquals(404, served.get("/annotated").statusCode());
    }
  }
}
