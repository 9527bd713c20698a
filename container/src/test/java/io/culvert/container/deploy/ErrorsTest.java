package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a descriptor is reported with its file and line. */
class ErrorsTest {
  private static final String SERVLET =
      "<servlet><servlet-name>s</servlet-name><servlet-class>jakarta.servlet.http.HttpServlet</servlet-class></servlet>";

  @TempDir Path temp;
  private WarFolder war;

  @BeforeEach
  void emptyWar() throws IOException {
    war = new WarFolder(temp.resolve("app"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<servlet><servlet-name>a</servlet-name>#<servlet-class>no.Such</servlet-class></servlet> | no such class",
        "<servlet><servlet-name>a</servlet-name>#<servlet-class>java.lang.String</servlet-class></servlet> | not a jakarta.servlet.Servlet",
        "<servlet>#<servlet-name>a</servlet-name></servlet> | either a servlet-class or a jsp-file",
        "<servlet-mapping>#<servlet-name>a</servlet-name><url-pattern>/a</url-pattern></servlet-mapping> | no servlet of this name",
        "<filter-mapping>#<filter-name>a</filter-name><url-pattern>/a</url-pattern></filter-mapping> | no filter of this name",
        "<listener>#<listener-class>no.Such</listener-class></listener> | no such class",
        "<servlet-mapping><servlet-name>s</servlet-name>#<url-pattern>a</url-pattern></servlet-mapping> | must begin with '/'",
        "<filter><filter-name>f</filter-name>#<filter-class>no.Such</filter-class></filter><filter-mapping><filter-name>f</filter-name><url-pattern>/*</url-pattern></filter-mapping> | no such class",
        "<login-config>#<auth-method>DIGEST</auth-method></login-config> | no user has a secret for DIGEST",
        "<login-config>#<auth-method>FORM</auth-method></login-config> | form-login-page",
        "<error-page><error-code>404</error-code>#<location>404.html</location></error-page> | must begin with '/'",
        "<error-page>#<error-code>999</error-code><location>/e</location></error-page> | from 100 to 599",
        "#<request-character-encoding>UTF-9</request-character-encoding> | no such character encoding",
        "<security-constraint><web-resource-collection>#<web-resource-name>w</web-resource-name><url-pattern>/</url-pattern><http-method>GET</http-method><http-method-omission>PUT</http-method-omission></web-resource-collection></security-constraint> | not both",
      })
  void mistakeInWebXmlIsReportedWithItsLine(String xml, String problem) throws Exception {
    war.webXml(SERVLET + "\n" + xml.replace("#", "\n"));
    Failure.of(this::assemble).at("WEB-INF/web.xml:4").saying(problem);
  }

  @Test
  void mistakeInAFragmentIsReportedWithTheJarAndTheLine() throws Exception {
    war.jar("a.jar")
        .fragment("<listener>\n<listener-class>no.Such</listener-class></listener>")
        .done();
    Failure.of(this::assemble).at("WEB-INF/lib/a.jar!/META-INF/web-fragment.xml:3");
  }

  @Test
  void classForJavaxServletIsToldSo() throws Exception {
    war.classes(
            "package javax.servlet; public interface Servlet {}",
            "package app; public class Old implements javax.servlet.Servlet {}")
        .webXml(
            "<servlet><servlet-name>a</servlet-name><servlet-class>app.Old</servlet-class></servlet>");
    java.nio.file.Files.delete(war.root().resolve("WEB-INF/classes/javax/servlet/Servlet.class"));
    Failure.of(this::assemble).at("WEB-INF/web.xml:2").saying("migrated to jakarta.servlet");
  }

  @Test
  void classWithoutAPlainConstructorIsReported() throws Exception {
    war.classes(
            "package app; public class Picky extends jakarta.servlet.http.HttpServlet { public Picky(int i) {} }")
        .webXml(
            "<servlet><servlet-name>a</servlet-name><servlet-class>app.Picky</servlet-class></servlet>");
    Failure.of(this::assemble).at("WEB-INF/web.xml:2").saying("constructor without arguments");
  }

  @Test
  void jarThatIsNoneIsReported() throws Exception {
    war.file("WEB-INF/lib/broken.jar", "this is no jar");
    Failure.of(this::assemble).at("WEB-INF/lib/broken.jar").saying("not a readable jar");
  }

  @Test
  void patternThatWebXmlGivesToTwoServletsIsReported() throws Exception {
    war.webXml(
        SERVLET
            + SERVLET.replace(">s<", ">t<")
            + """
            <servlet-mapping><servlet-name>s</servlet-name><url-pattern>/x</url-pattern></servlet-mapping>
            <servlet-mapping><servlet-name>t</servlet-name><url-pattern>/x</url-pattern></servlet-mapping>
            """);
    Failure.of(this::assemble).at("WEB-INF/web.xml").saying("'/x'");
  }

  private void assemble() throws Exception {
    Served.assemble(war, AppDefaults.STANDARD, new ArrayList<>());
  }
}
