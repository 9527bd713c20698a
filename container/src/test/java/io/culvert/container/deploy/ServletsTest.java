package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlets, filters, listeners, error pages and encodings, as they work in the end. */
class ServletsTest {
  private static final String ECHO =
      """
      package app;
      import jakarta.servlet.annotation.*;
      import jakarta.servlet.http.*;
      public class Echo extends HttpServlet {
        @Override protected void service(HttpServletRequest q, HttpServletResponse p)
            throws java.io.IOException {
          if (q.getParameter("fail") != null) throw new IllegalStateException("failed");
          if (q.getParameter("code") != null) {
            p.sendError(Integer.parseInt(q.getParameter("code")), "said");
            return;
          }
          p.setContentType("text/plain");
          p.getWriter().print(getServletName() + " " + q.getAttribute("trace")
              + " " + q.isAsyncSupported() + " " + getServletContext().getAttribute("order"));
        }
      }
      """;
  private static final String FILTER =
      """
      package app;
      import jakarta.servlet.*;
      public class Trace implements Filter {
        private String name;
        @Override public void init(FilterConfig c) { name = c.getFilterName(); }
        @Override public void doFilter(ServletRequest q, ServletResponse p, FilterChain c)
            throws java.io.IOException, ServletException {
          Object before = q.getAttribute("trace");
          q.setAttribute("trace", (before == null ? "" : before) + name);
          c.doFilter(q, p);
        }
      }
      """;
  private static final String ECHO_SERVLET =
      """
      <servlet><servlet-name>echo</servlet-name><servlet-class>app.Echo</servlet-class></servlet>
      <servlet-mapping><servlet-name>echo</servlet-name><url-pattern>/echo</url-pattern></servlet-mapping>
      """;

  @TempDir Path temp;
  private WarFolder war;

  @BeforeEach
  void emptyWar() throws IOException {
    war = new WarFolder(temp.resolve("app"));
  }

  @Test
  void filtersRunByUrlFirstThenByServletNameEachInTheOrderOfTheirMappings() throws Exception {
    war.classes(ECHO, FILTER)
        .webXml(
            ECHO_SERVLET
                + filter("A")
                + filter("B")
                + filter("C")
                + filter("D")
                + """
                <filter-mapping><filter-name>C</filter-name><servlet-name>echo</servlet-name></filter-mapping>
                <filter-mapping><filter-name>B</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                <filter-mapping><filter-name>A</filter-name><url-pattern>/echo</url-pattern></filter-mapping>
                <filter-mapping><filter-name>D</filter-name><url-pattern>/*</url-pattern><dispatcher>ERROR</dispatcher></filter-mapping>
                """);
    try (Served served = Served.start(war)) {
      assertTrue(served.get("/echo").body().startsWith("echo BAC "), served.get("/echo").body());
    }
  }

  @Test
  void asyncIsSupportedOnlyWhereServletAndFiltersSaySo() throws Exception {
    war.classes(ECHO, FILTER)
        .webXml(
            """
            <filter><filter-name>F</filter-name><filter-class>app.Trace</filter-class></filter>
            <filter-mapping><filter-name>F</filter-name><url-pattern>/filtered</url-pattern></filter-mapping>
            <servlet><servlet-name>yes</servlet-name><servlet-class>app.Echo</servlet-class><async-supported>true</async-supported></servlet>
            <servlet-mapping><servlet-name>yes</servlet-name><url-pattern>/yes</url-pattern><url-pattern>/filtered</url-pattern></servlet-mapping>
            """);
    try (Served served = Served.start(war)) {
      assertTrue(served.get("/yes").body().contains(" true "));
      assertTrue(served.get("/filtered").body().contains(" false "));
    }
  }

  @Test
  void annotatedFilterAndListenerWork() throws Exception {
    war.classes(
            ECHO,
            FILTER.replace(
                "public class", "@jakarta.servlet.annotation.WebFilter(\"/echo\") public class"),
            """
            package app;
            import jakarta.servlet.*;
            @jakarta.servlet.annotation.WebListener
            public class Start implements ServletContextListener {
              @Override public void contextInitialized(ServletContextEvent e) {
                e.getServletContext().setAttribute("order", "started");
              }
            }
            """)
        .webXml(ECHO_SERVLET);
    try (Served served = Served.start(war)) {
      assertEquals("echo app.Trace false started", served.get("/echo").body());
    }
  }

  @Test
  void errorPagesAreChosenByCodeByTypeAndByDefault() throws Exception {
    war.classes(ECHO)
        .file("code.txt", "the 404 page")
        .file("type.txt", "the runtime page")
        .file("other.txt", "the default page")
        .webXml(
            ECHO_SERVLET
                + """
                <error-page><location>/other.txt</location></error-page>
                <error-page><error-code>404</error-code><location>/code.txt</location></error-page>
                <error-page><exception-type>java.lang.RuntimeException</exception-type><location>/type.txt</location></error-page>
                <error-page><exception-type>no.Such</exception-type><location>/code.txt</location></error-page>
                """);
    try (Served served = Served.start(war)) {
      var missing = served.get("/nowhere", "If-None-Match", "*", "Range", "bytes=0-1");
      assertEquals("the 404 page", missing.body());
      assertEquals(404, missing.statusCode());
      assertEquals("the runtime page", served.get("/echo?fail=1").body());
      assertEquals(500, served.get("/echo?fail=1").statusCode());
      assertEquals("the default page", served.get("/echo?code=409").body());
      assertEquals("the 404 page", served.send("POST", "/echo?code=404").body());
      assertTrue(served.remarks().getFirst().contains("no.Such"), served.remarks()::toString);
    }
  }

  @Test
  void errorsTellStrangersNothing() throws Exception {
    war.classes(ECHO).webXml(ECHO_SERVLET);
    try (Served served = Served.start(war)) {
      var response = served.get("/echo?fail=1");
      assertEquals(500, response.statusCode());
      assertTrue(!response.body().contains("IllegalState"), response.body());
    }
  }

  @Test
  void uploadLimitsOfAnAnnotationAreEnforced() throws Exception {
    war.classes(
        """
        package app;
        import jakarta.servlet.annotation.*;
        import jakarta.servlet.http.*;
        @WebServlet("/up") @MultipartConfig(maxFileSize = 10)
        public class Up extends HttpServlet {
          @Override protected void doPost(HttpServletRequest q, HttpServletResponse p)
              throws java.io.IOException, jakarta.servlet.ServletException {
            try {
              p.getWriter().print("size " + q.getPart("f").getSize());
            } catch (IllegalStateException e) {
              p.setStatus(413);
            }
          }
        }
        """);
    try (Served served = Served.start(war)) {
      assertEquals("size 10", served.upload("/up", "x".repeat(10)).body());
      assertEquals(413, served.upload("/up", "x".repeat(11)).statusCode());
    }
  }

  @Test
  void encodingsOfTheDescriptorApply() throws Exception {
    war.classes(
            """
            package app;
            import jakarta.servlet.http.*;
            public class Echo extends HttpServlet {
              @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
                  throws java.io.IOException {
                p.getWriter().print(q.getCharacterEncoding() + " " + p.getCharacterEncoding());
                p.setLocale(java.util.Locale.JAPANESE);
              }
              @Override protected void doPost(HttpServletRequest q, HttpServletResponse p)
                  throws java.io.IOException {
                p.setContentType("text/plain");
                p.setLocale(java.util.Locale.JAPANESE);
                p.getWriter().print("");
              }
            }
            """)
        .webXml(
            ECHO_SERVLET
                + """
                <locale-encoding-mapping-list><locale-encoding-mapping><locale>ja</locale><encoding>Shift_JIS</encoding></locale-encoding-mapping></locale-encoding-mapping-list>
                <request-character-encoding>UTF-16</request-character-encoding>
                <response-character-encoding>ISO-8859-15</response-character-encoding>
                """);
    try (Served served = Served.start(war)) {
      assertEquals("UTF-16 ISO-8859-15", served.get("/echo").body());
      String type = served.send("POST", "/echo").headers().firstValue("Content-Type").orElse("");
      assertTrue(type.contains("Shift_JIS"), type);
    }
  }

  @Test
  void encodingIsUtf8WhereTheApplicationIsSilent() throws Exception {
    war.classes(
            """
            package app;
            import jakarta.servlet.http.*;
            public class Echo extends HttpServlet {
              @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
                  throws java.io.IOException {
                p.setContentType("text/plain");
                p.getWriter().print(q.getCharacterEncoding() + " " + q.getParameter("x") + " \u20ac");
              }
            }
            """)
        .webXml(ECHO_SERVLET);
    try (Served served = Served.start(war)) {
      var answer = served.send("GET", "/echo?x=%C3%A4");
      assertEquals("UTF-8 \u00e4 \u20ac", answer.body());
      assertEquals(
          "text/plain;charset=UTF-8", answer.headers().firstValue("Content-Type").orElse(""));
    }
  }

  @Test
  void lifecycleMethodsAreCalledSuperclassFirst() throws Exception {
    war.classes(
        """
        package app;
        import jakarta.annotation.*;
        import jakarta.servlet.http.*;
        public abstract class Base extends HttpServlet {
          protected String made = "";
          @PostConstruct private void first() { made += "base "; }
          @PreDestroy private void last() { System.setProperty("culvert.test.destroyed", made); }
        }
        """,
        """
        package app;
        import jakarta.annotation.*;
        import jakarta.servlet.http.*;
        @jakarta.servlet.annotation.WebServlet("/made")
        public class Made extends Base {
          @PostConstruct void second() { made += "made"; }
          @PreDestroy private void first() { made += " destroyed"; }
          @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
              throws java.io.IOException { p.getWriter().print(made); }
        }
        """);
    try (Served served = Served.start(war)) {
      assertEquals("base made", served.get("/made").body());
    }
    assertEquals("base made destroyed", System.clearProperty("culvert.test.destroyed"));
  }

  @Test
  void whatTheApplicationHasTheContextMakeEndsWithIt() throws Exception {
    war.classes(
        """
        package app;
        import jakarta.annotation.*;
        import jakarta.servlet.http.*;
        public class Own extends HttpServlet {
          @PreDestroy void end() { System.setProperty("culvert.test.own", "ended"); }
        }
        """,
        """
        package app;
        import jakarta.servlet.*;
        @jakarta.servlet.annotation.WebListener
        public class Adds implements ServletContextListener {
          @Override public void contextInitialized(ServletContextEvent e) {
            try {
              e.getServletContext().addServlet("own", e.getServletContext().createServlet(Own.class));
            } catch (ServletException x) {
              throw new IllegalStateException(x);
            }
          }
        }
        """);
    DeployedWar.start(war, temp.resolve("work")).close();
    assertEquals("ended", System.clearProperty("culvert.test.own"));
  }

  @Test
  void oldDescriptorMayOmitTheSlashOfAPattern() throws Exception {
    war.classes(ECHO)
        .file(
            "WEB-INF/web.xml",
            """
            <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.2//EN"
              "http://java.sun.com/j2ee/dtds/web-app_2_2.dtd">
            <web-app>
            """
                + ECHO_SERVLET.replace("/echo<", "echo<")
                + "</web-app>");
    try (Served served = Served.start(war)) {
      assertEquals(200, served.get("/echo").statusCode());
    }
  }

  @Test
  void whatIsNotSupportedIsSaid() throws Exception {
    war.classes(
            ECHO,
            "package jakarta.websocket.server; public @interface ServerEndpoint {}",
            "package app; @jakarta.websocket.server.ServerEndpoint public class Chat {}",
            "package app; public class Gone {}")
        .webXml(
            ECHO_SERVLET
                + """
                <env-entry><env-entry-name>e</env-entry-name><env-entry-type>java.lang.String</env-entry-type><env-entry-value>v</env-entry-value></env-entry>
                <resource-ref><res-ref-name>jdbc/a</res-ref-name><res-type>javax.sql.DataSource</res-type></resource-ref>
                <ejb-ref><ejb-ref-name>ejb/a</ejb-ref-name></ejb-ref>
                <filter><filter-name>F</filter-name><filter-class>no.Such</filter-class></filter>
                """)
        .file("WEB-INF/classes/app/Gone.class", "not a class");
    List<String> remarks = new ArrayList<>();
    Served.assemble(war, AppDefaults.STANDARD, remarks);
    String all = String.join("\n", remarks);
    for (String expected :
        List.of(
            "WEB-INF/classes: @ServerEndpoint",
            "<res-ref-name> jdbc/a: there is no data source",
            "<ejb-ref>",
            "WEB-INF/web.xml:7: <filter-class> no.Such",
            "WEB-INF/classes/app/Gone.class: is not a readable class")) {
      assertTrue(all.contains(expected), all);
    }
  }

  @Test
  void filterOfTomcatThatProtectsHasAStandIn() throws Exception {
    war.classes(ECHO)
        .webXml(
            ECHO_SERVLET
                + """
                <filter><filter-name>F</filter-name><filter-class>org.apache.catalina.filters.HttpHeaderSecurityFilter</filter-class></filter>
                <filter-mapping><filter-name>F</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                """);
    try (Served served = Served.start(war)) {
      var headers = served.get("/echo").headers();
      assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(""));
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
      assertTrue(headers.firstValue("Strict-Transport-Security").isEmpty());
    }
  }

  private static String filter(String name) {
    return "<filter><filter-name>%s</filter-name><filter-class>app.Trace</filter-class></filter>"
        .formatted(name);
  }
}
