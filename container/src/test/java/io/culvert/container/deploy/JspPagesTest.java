package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jasper.servlet.JspServlet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JspPagesTest {
  @TempDir Path folder;
  private AppFolder app;

  @BeforeEach
  void emptyApplication() {
    app = new AppFolder(folder.resolve("app"));
  }

  @Test
  void pageWithScriptletsAndExpressionLanguage() throws Exception {
    app.file(
        "hello.jsp",
        """
        <%@ page contentType="text/html; charset=UTF-8" import="java.util.List" %>
        <% List<String> names = List.of("Ann", "Bob"); for (String name : names) { %>
        Hi <%= name %>, <% } %>${1 + 2} ${param.q} ${pageContext.request.servletPath}
        """);
    try (RunningPages pages = running()) {
      RunningEngine.Answer answer = pages.get("/hello.jsp?q=%E2%82%AC");
      assertEquals(200, answer.status());
      assertEquals("text/html;charset=UTF-8", answer.contentType());
      assertTrue(answer.body().contains("Hi Ann"), answer.body());
      assertTrue(answer.body().contains("Hi Bob"), answer.body());
      assertTrue(answer.body().contains("3 \u20ac /hello.jsp"), answer.body());
    }
  }

  @Test
  void pageMayUseTheLanguageOfTheDayAndClassesOfTheApplication() throws Exception {
    app.javaClass("shop.Item", "package shop; public record Item(String name, int price) {}");
    app.file(
        "item.jsp",
        """
        <%@ page import="shop.Item" %><%!
        static String shown(Object o) {
          return switch (o) { case Item(var name, var price) -> name + " " + price; default -> ""; };
        } %><%= shown(new Item("tea", 3)) %>""");
    try (RunningPages pages = running()) {
      assertEquals("tea 3", pages.text("/item.jsp"));
    }
  }

  @Test
  void pageAsXmlDocument() throws Exception {
    app.file(
        "doc.jspx",
        """
        <jsp:root xmlns:jsp="http://java.sun.com/JSP/Page" version="2.3">
        <jsp:directive.page contentType="text/xml"/><sum><jsp:text>${2 * 3}</jsp:text></sum>
        </jsp:root>
        """);
    try (RunningPages pages = running()) {
      assertTrue(pages.text("/doc.jspx").contains("<sum>6</sum>"));
    }
  }

  @Test
  void includesStaticAndDynamicAndForward() throws Exception {
    app.file("WEB-INF/head.jspf", "<% String title = \"Head\"; %>");
    app.file(
        "part/foot.jsp", "Foot ${param.n} ${requestScope['jakarta.servlet.include.servlet_path']}");
    app.file(
        "page.jsp",
        """
        <%@ include file="/WEB-INF/head.jspf" %><%= title %>
        <jsp:include page="part/foot.jsp"><jsp:param name="n" value="7"/></jsp:include>""");
    app.file("away.jsp", "<jsp:forward page=\"/page.jsp\"/>");
    try (RunningPages pages = running()) {
      assertEquals("Head\nFoot 7 /part/foot.jsp", pages.text("/page.jsp"));
      assertEquals("Head\nFoot 7 /part/foot.jsp", pages.text("/away.jsp"));
    }
  }

  @Test
  void includedPageThatIsMissingIsAnErrorAndMissingPageIsNotFound() throws Exception {
    app.file("page.jsp", "<jsp:include page=\"missing.jsp\"/>");
    try (RunningPages pages = running()) {
      assertEquals(404, pages.get("/missing.jsp").status());
      assertEquals(500, pages.get("/page.jsp").status());
    }
  }

  @Test
  void beansAndImplicitObjects() throws Exception {
    app.javaClass(
        "shop.Cart",
        """
        package shop;
        public class Cart { private int n; public int getN() { return n; } public void setN(int v) { n = v; } }
        """);
    app.file(
        "cart.jsp",
        """
        <jsp:useBean id="cart" class="shop.Cart" scope="request"/><jsp:setProperty name="cart" property="*"/>\
        <jsp:getProperty name="cart" property="n"/> ${cart.n} <%= session.isNew() %> \
        <%= application.getServerInfo().isEmpty() %> <%= config.getServletName() %>""");
    try (RunningPages pages = running()) {
      assertEquals("5 5 true false jsp", pages.text("/cart.jsp?n=5"));
    }
  }

  @Test
  void brokenPageAnswers500AndOthersGoOn() throws Exception {
    app.file("broken.jsp", "fine\nfine\n<%= noSuchVariable %>");
    app.file("syntax.jsp", "fine\n<jsp:include page='x'>");
    app.file("fine.jsp", "fine");
    try (RunningPages pages = running()) {
      RunningEngine.Answer broken = pages.get("/broken.jsp");
      assertEquals(500, broken.status());
      assertTrue(broken.body().contains("line: [3] in the jsp file: [/broken.jsp]"), broken.body());
      RunningEngine.Answer syntax = pages.get("/syntax.jsp");
      assertEquals(500, syntax.status());
      assertTrue(syntax.body().contains("/syntax.jsp (line: [2]"), syntax.body());
      assertEquals("fine", pages.text("/fine.jsp"));
    }
  }

  @Test
  void mendedPageIsServedWithoutNewDeployment() throws Exception {
    app.file("page.jsp", "<%= noSuchVariable %>");
    try (RunningPages pages = running()) {
      assertEquals(500, pages.get("/page.jsp").status());
      app.file("page.jsp", "mended");
      assertEquals("mended", pages.text("/page.jsp"));
    }
  }

  @Test
  void errorPagesAreJsps() throws Exception {
    app.file(
        "error.jsp",
        "<%@ page isErrorPage=\"true\" %>${pageContext.errorData.statusCode} <%= exception == null %>");
    app.file(
        "bad.jsp",
        "<%@ page errorPage=\"own.jsp\" %><% if (true) throw new IllegalStateException(\"no\"); %>");
    app.file(
        "own.jsp",
        "<%@ page isErrorPage=\"true\" %><%= exception.getMessage() %> ${pageContext.exception.message}");
    app.file("throws.jsp", "<% if (true) throw new IllegalStateException(\"no\"); %>");
    try (RunningPages pages =
        new RunningPages(
            app,
            folder.resolve("work"),
            info ->
                info.addErrorPages(
                    new ErrorPage("/error.jsp", 404), new ErrorPage("/error.jsp", 500)))) {
      assertEquals(404, pages.get("/missing").status());
      assertEquals("404 true", pages.text("/missing"));
      assertEquals("500 false", pages.text("/throws.jsp"));
      assertEquals("no no", pages.text("/bad.jsp"));
    }
  }

  @Test
  void servletThatIsPage() throws Exception {
    app.file(
        "WEB-INF/page.jsp",
        "I am <%= config.getServletName() %> <%= config.getInitParameter(\"color\") %>");
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee">
        <servlet-mapping><servlet-name>jsp</servlet-name><url-pattern>*.page</url-pattern></servlet-mapping>
        </web-app>
        """);
    app.file("other.page", "<%= 40 + 2 %>");
    ServletInfo declared =
        new ServletInfo("page servlet", JspServlet.class)
            .addInitParam("jspFile", "/WEB-INF/page.jsp")
            .addInitParam("color", "blue")
            .setLoadOnStartup(1)
            .addMapping("/page/*");
    try (RunningPages pages = running(declared)) {
      assertEquals("I am page servlet blue", pages.text("/page/whatever"));
      assertEquals("42", pages.text("/other.page"));
    }
  }

  @Test
  void startUpPageThatDoesNotCompileFailsTheDeployment() {
    app.file("page.jsp", "<%= noSuchVariable %>");
    ServletInfo declared =
        new ServletInfo("page", JspServlet.class)
            .addInitParam("jspFile", "/page.jsp")
            .setLoadOnStartup(1);
    DeploymentException e = assertThrows(DeploymentException.class, () -> running(declared));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains("servlet 'page'"), said);
    assertTrue(said.contains("line: [1] in the jsp file: [/page.jsp]"), said);
  }

  @Test
  void propertyGroupsApplyToWhatTheyMatch() throws Exception {
    app.file("WEB-INF/prelude.jspf", "[");
    app.file("WEB-INF/coda.jspf", "]");
    app.file("grouped/a.html", "${1 + 1}");
    app.file("noel/a.jsp", "${1 + 1}");
    app.file("noscript/a.jsp", "<%= 1 %>");
    app.file("plain.html", "${1 + 1}");
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee"><jsp-config>
        <jsp-property-group><url-pattern>/grouped/*</url-pattern>
        <page-encoding>ISO-8859-15</page-encoding>
        <include-prelude>/WEB-INF/prelude.jspf</include-prelude>
        <include-coda>/WEB-INF/coda.jspf</include-coda>
        <default-content-type>text/plain</default-content-type></jsp-property-group>
        <jsp-property-group><url-pattern>/noel/*</url-pattern><el-ignored>true</el-ignored></jsp-property-group>
        <jsp-property-group><url-pattern>/noscript/*</url-pattern><scripting-invalid>true</scripting-invalid></jsp-property-group>
        </jsp-config></web-app>
        """);
    try (RunningPages pages = running()) {
      RunningEngine.Answer grouped = pages.get("/grouped/a.html");
      assertEquals("[2]", grouped.body());
      assertEquals("text/plain;charset=ISO-8859-15", grouped.contentType());
      assertEquals("${1 + 1}", pages.text("/noel/a.jsp"));
      assertEquals(500, pages.get("/noscript/a.jsp").status());
      assertEquals("${1 + 1}", pages.text("/plain.html"));
    }
  }

  @Test
  void compiledPagesStayInTheWorkFolder() throws Exception {
    app.file("a.jsp", "a");
    try (RunningPages pages = running()) {
      assertEquals("a", pages.text("/a.jsp"));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("work/private/jsp"))) {
      assertTrue(files.anyMatch(file -> file.endsWith("a_jsp.class")));
    }
    try (Stream<Path> files = Files.walk(app.root())) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".class")));
    }
  }

  private RunningPages running(ServletInfo servlet) throws Exception {
    return new RunningPages(app, folder.resolve("work"), info -> info.addServlet(servlet));
  }

  private RunningPages running() throws Exception {
    return new RunningPages(app, folder.resolve("work"));
  }
}
