package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.datasource.DataSources;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into the objects of an application, and which of their methods are called. */
class InjectionTest {
  private static final String SIZE =
      """
      <env-entry><env-entry-name>size</env-entry-name>
      <env-entry-type>java.lang.Integer</env-entry-type>
      <env-entry-value>7</env-entry-value></env-entry>
      """;

  private static final String SERVLET =
      """
      package shop;
      import jakarta.annotation.*;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/shop")
      public class Shop extends Base {
        @Resource(name = "size") private int size;
        @Resource(name = "size") private Integer boxed;
        @Resource private String unset = "own";
        private int bySetter;
        String described = "-";
        @Resource(name = "size") private void setSize(int size) { bySetter = size; }
        @PostConstruct private void begun() { heard.add("shop " + size); }
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          response.getWriter().print(
              String.join(" ", "" + size, "" + boxed, unset, "" + bySetter, described) + heard);
        }
      }
      """;

  private static final String BASE =
      """
      package shop;
      import jakarta.annotation.*;
      public class Base extends jakarta.servlet.http.HttpServlet {
        final java.util.List<String> heard = new java.util.ArrayList<>();
        @PostConstruct private void begun() { heard.add("base"); }
        @PostConstruct void overridden() { heard.add("wrong"); }
        void told() { heard.add("told"); }
      }
      """;

  @TempDir Path folder;

  private NamedApp deploy(String webXml, String... classes) throws Exception {
    WarFolder war = new WarFolder(folder.resolve("shop")).classes(classes).webXml(webXml);
    return NamedApp.deploy(war, DataSources.none());
  }

  @Test
  void fieldsAndSettersAreGivenWhatTheyNameEldestClassFirst() throws Exception {
    String servlet =
        SERVLET.replace("@PostConstruct private", "void overridden() {}\n@PostConstruct private");
    try (NamedApp app = deploy(SIZE, BASE, servlet)) {
      assertEquals("7 7 own 7 -[base, shop 7]", app.get("/shop"));
    }
  }

  @Test
  void descriptorWinsOverAnnotations() throws Exception {
    String webXml =
        SIZE
            + """
            <env-entry><env-entry-name>word</env-entry-name>
            <env-entry-value>written</env-entry-value>
            <injection-target><injection-target-class>shop.Shop</injection-target-class>
            <injection-target-name>described</injection-target-name></injection-target></env-entry>
            <post-construct><lifecycle-callback-class>shop.Base</lifecycle-callback-class>
            <lifecycle-callback-method>told</lifecycle-callback-method></post-construct>
            """;
    try (NamedApp app = deploy(webXml, BASE, SERVLET)) {
      assertEquals("7 7 own 7 written[told, shop 7]", app.get("/shop"));
    }
  }

  @Test
  void completeDescriptorLeavesNothingToAnnotations() throws Exception {
    WarFolder war =
        new WarFolder(folder.resolve("shop"))
            .classes(BASE, SERVLET)
            .file(
                "WEB-INF/web.xml",
                """
                <web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'
                    metadata-complete='true'>
                %s
                <servlet><servlet-name>s</servlet-name><servlet-class>shop.Shop</servlet-class>
                </servlet>
                <servlet-mapping><servlet-name>s</servlet-name><url-pattern>/shop</url-pattern>
                </servlet-mapping></web-app>
                """
                    .formatted(SIZE));
    try (NamedApp app = NamedApp.deploy(war, DataSources.none())) {
      assertEquals("0 null own 0 -[]", app.get("/shop"));
    }
  }

  @Test
  void wishThatCannotBeFulfilledFailsTheDeployment() throws Exception {
    String servlet =
        """
        package shop;
        @jakarta.servlet.annotation.WebServlet("/shop")
        public class Shop extends jakarta.servlet.http.HttpServlet {
          %s
        }
        """;
    String dataSource =
        "@jakarta.annotation.Resource(name = \"jdbc/shop\") javax.sql.DataSource db;";
    try (NamedApp app = deploy("", servlet.formatted(dataSource))) {
      assertEquals(
          "annotations: <servlet-class> shop.Shop: shop.Shop.db: jdbc/shop cannot be given: "
              + "there is no data source 'jdbc/shop'; "
              + "write a table [datasource.\"jdbc/shop\"] into culvert.toml",
          app.failure());
    }
    String mail = "@jakarta.annotation.Resource StringBuilder text;";
    try (NamedApp app = deploy("", servlet.formatted(mail))) {
      assertTrue(
          app.failure()
              .endsWith(
                  "shop.Shop.text: shop.Shop/text cannot be given: "
                      + "the server has nothing of the type java.lang.StringBuilder"),
          app.failure());
    }
    String wrong = "@jakarta.annotation.Resource(name = \"size\") String text;";
    try (NamedApp app = deploy(SIZE, servlet.formatted(wrong))) {
      assertTrue(
          app.failure()
              .endsWith(
                  "shop.Shop.text: wants a java.lang.String, but is to be given a "
                      + "java.lang.Integer"),
          app.failure());
    }
  }

  @Test
  void enterpriseBeanIsRefusedByName() throws Exception {
    String annotation =
        "package jakarta.ejb; import java.lang.annotation.*; public @interface EJB {}";
    String servlet =
        """
        package shop;
        @jakarta.servlet.annotation.WebServlet("/shop")
        public class Shop extends jakarta.servlet.http.HttpServlet {
          @jakarta.ejb.EJB Object cart;
        }
        """;
    try (NamedApp app = deploy("", annotation, servlet)) {
      assertEquals(
          "annotations: <servlet-class> shop.Shop: "
              + "shop.Shop.cart: @EJB cannot be given: there are no enterprise beans here",
          app.failure());
    }
  }

  @Test
  void targetThatIsNotThereIsRefusedWithItsLine() throws Exception {
    String entry =
        """
        <env-entry><env-entry-name>word</env-entry-name>
        <env-entry-value>written</env-entry-value>
        <injection-target><injection-target-class>shop.Base</injection-target-class>
        <injection-target-name>gone</injection-target-name></injection-target></env-entry>
        """;
    try (NamedApp app = deploy(entry, BASE)) {
      assertEquals(
          "WEB-INF/web.xml:5: <injection-target-name> gone: "
              + "shop.Base has neither a setter nor a field of that name",
          app.failure());
    }
    String callback =
        """
        <pre-destroy><lifecycle-callback-class>shop.Base</lifecycle-callback-class>
        <lifecycle-callback-method>gone</lifecycle-callback-method></pre-destroy>
        """;
    try (NamedApp app = deploy(callback, BASE)) {
      assertEquals(
          "WEB-INF/web.xml:3: <lifecycle-callback-method> gone: "
              + "'shop.Base' has no such method without parameters",
          app.failure());
    }
  }

  @Test
  void listenersFiltersAndThoseAddedLaterAreGivenToo() throws Exception {
    String listener =
        """
        package shop;
        import jakarta.annotation.Resource;
        import jakarta.servlet.*;
        @jakarta.servlet.annotation.WebListener
        public class Start implements ServletContextListener {
          @Resource(name = "size") int size;
          public void contextInitialized(ServletContextEvent event) {
            event.getServletContext().setAttribute("listener", size);
            event.getServletContext().addServlet("late", Late.class).addMapping("/late");
            try {
              Late made = event.getServletContext().createServlet(Late.class);
              event.getServletContext().setAttribute("made", made.size);
            } catch (ServletException e) {
              throw new IllegalStateException(e);
            }
          }
        }
        """;
    String late =
        """
        package shop;
        import jakarta.servlet.http.*;
        public class Late extends HttpServlet {
          @jakarta.annotation.Resource(name = "size") int size;
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws java.io.IOException {
            var context = getServletContext();
            response.getWriter().print("" + size + context.getAttribute("listener")
                + context.getAttribute("made") + request.getAttribute("filter"));
          }
        }
        """;
    String filter =
        """
        package shop;
        import jakarta.servlet.*;
        @jakarta.servlet.annotation.WebFilter("/*")
        public class Seen extends jakarta.servlet.http.HttpFilter {
          @jakarta.annotation.Resource(name = "size") int size;
          public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
              throws java.io.IOException, ServletException {
            request.setAttribute("filter", size);
            chain.doFilter(request, response);
          }
        }
        """;
    try (NamedApp app = deploy(SIZE, late, listener, filter)) {
      assertEquals("7777", app.get("/late"));
    }
  }
}
