package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.connection.Trust;
import io.culvert.container.deploy.BridgedApp.Answer;
import io.culvert.container.identity.DigestAlgorithm;
import io.culvert.container.identity.Identity;
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.Proof;
import io.culvert.container.identity.UnavailableException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what (Servlet 6.1 §13), over FastCGI; ann is an admin, bob a user, carl nothing. */
class ConstraintsTest {
  private static final String[] SERVLETS = {
    """
    package app;
    import jakarta.servlet.annotation.*;
    @WebServlet("/annotated/*")
    @ServletSecurity(
        value = @HttpConstraint(rolesAllowed = "admin"),
        httpMethodConstraints = {
          @HttpMethodConstraint("GET"),
          @HttpMethodConstraint(value = "DELETE", rolesAllowed = "user"),
          @HttpMethodConstraint(
              value = "TRACE", emptyRoleSemantic = ServletSecurity.EmptyRoleSemantic.DENY)
        })
    public class Annotated extends Who {}
    """,
    """
    package app;
    import jakarta.servlet.annotation.*;
    @WebServlet("/anybody/*")
    @ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
    public class Anybody extends Who {}
    """,
    """
    package app;
    import jakarta.servlet.annotation.*;
    @WebServlet("/tls/*")
    @ServletSecurity(
        @HttpConstraint(transportGuarantee = ServletSecurity.TransportGuarantee.CONFIDENTIAL))
    public class Tls extends Who {}
    """,
    """
    package app;
    public class Who extends jakarta.servlet.http.HttpServlet {
      @Override
      protected void service(
          jakarta.servlet.http.HttpServletRequest request,
          jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
        response.getWriter().print(request.getRemoteUser() + " " + request.isUserInRole("boss")
            + " " + request.isUserInRole("*") + " " + request.isUserInRole("**"));
      }
    }
    """,
    """
    package app;
    import jakarta.servlet.*;
    import jakarta.servlet.annotation.*;
    @WebListener
    public class Programmed implements ServletContextListener {
      @Override
      public void contextInitialized(ServletContextEvent event) {
        ServletRegistration.Dynamic added =
            event.getServletContext().addServlet("programmed", new Who());
        added.addMapping("/programmed/*");
        added.setServletSecurity(
            new ServletSecurityElement(
                new HttpConstraintElement(
                    ServletSecurity.TransportGuarantee.NONE, "admin")));
        event.getServletContext().declareRoles("declared");
      }
    }
    """
  };

  private static final String DESCRIPTOR =
      """
      <servlet><servlet-name>who</servlet-name><servlet-class>app.Who</servlet-class>
      <run-as><role-name>user</role-name></run-as>
      <security-role-ref><role-name>boss</role-name><role-link>admin</role-link>
      </security-role-ref></servlet>
      <servlet-mapping><servlet-name>who</servlet-name><url-pattern>/who/*</url-pattern>
      <url-pattern>*.do</url-pattern></servlet-mapping>
      <deny-uncovered-http-methods/>
      %s
      <security-role><role-name>admin</role-name></security-role>
      <security-role><role-name>user</role-name></security-role>
      <login-config><auth-method>BASIC</auth-method></login-config>
      """
          .formatted(
              constraint("/who/all/*", "", "<role-name>*</role-name>")
                  + constraint("/who/known/*", "", "<role-name>**</role-name>")
                  + constraint("/who/admin/*", "", "<role-name>admin</role-name>")
                  + constraint("*.do", "", "<role-name>admin</role-name>")
                  + constraint("/who/nobody/*", "", " ")
                  + constraint(
                      "/who/get/*",
                      "<http-method>GET</http-method>",
                      "<role-name>admin</role-name>"));

  @TempDir private static Path folder;
  private static BridgedApp app;

  private static String constraint(String pattern, String methods, String roles) {
    return """
    <security-constraint><web-resource-collection><web-resource-name>a</web-resource-name>
    <url-pattern>%s</url-pattern>%s</web-resource-collection>
    <auth-constraint>%s</auth-constraint></security-constraint>
    """
        .formatted(pattern, methods, roles);
  }

  @BeforeAll
  static void start() throws Exception {
    app = start(folder, TestUsers.source());
  }

  private static BridgedApp start(Path folder, IdentitySource users) throws Exception {
    WarFolder war = new WarFolder(folder.resolve("app")).webXml(DESCRIPTOR).classes(SERVLETS);
    return BridgedApp.start(
        war,
        folder,
        AppDefaults.STANDARD.withLogins(users, false).withHttpsPort(8443),
        Trust.NOTHING);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String basic(String name) {
    byte[] pair = (name + ":pw").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static Answer ask(String method, String path, String user) throws Exception {
    ClientRequest request = ClientRequest.of(method, path);
    return app.send(user.equals("-") ? request : request.withHeader("Authorization", basic(user)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /who/all/a, -, 401",
    "GET, /who/all/a, ann, 200",
    "GET, /who/all/a, bob, 200",
    "GET, /who/all/a, carl, 403",
    "GET, /who/known/a, -, 401",
    "GET, /who/known/a, carl, 200",
    "GET, /who/admin/a, bob, 403",
    "GET, /who/admin/a, ann, 200",
    "GET, /who/nobody/a, -, 403",
    "GET, /who/nobody/a, ann, 403",
    "GET, /who/get/a, -, 401",
    "GET, /who/get/a, ann, 200",
    // not covered, and uncovered methods are denied
    "POST, /who/get/a, ann, 403",
    "FOO, /who/get/a, ann, 403",
    "GET, /annotated/a, -, 200",
    "POST, /annotated/a, -, 401",
    "POST, /annotated/a, bob, 403",
    "POST, /annotated/a, ann, 200",
    "FOO, /annotated/a, -, 401",
    "DELETE, /annotated/a, bob, 200",
    "DELETE, /annotated/a, ann, 403",
    "TRACE, /annotated/a, ann, 403",
    "GET, /anybody/a, -, 401",
    "GET, /anybody/a, carl, 200",
    "GET, /programmed/a, -, 401",
    "GET, /programmed/a, bob, 403",
    "GET, /programmed/a, ann, 200",
  })
  void constraintsAreKept(String method, String path, String user, int status) throws Exception {
    assertEquals(status, ask(method, path, user).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/who/admin/a",
        "/who/admin",
        "/who/admin/",
        "//who//admin//a",
        "/x/../who/admin/a",
        "/who/./admin/a",
        "/who/x/../admin/a",
        "/who/%61dmin/a",
        "/who/admin;x=y/a",
        "/who;x=y/admin/a",
        "/who/admin/..;/admin/a",
        "/who%2fadmin/a",
        "/who/admin%00/a",
        "/who\\admin/a",
        "/who/admin/%2e%2e/admin/a",
        "/a.do",
        "/who/../a.do",
        "/a.do;jsessionid=x",
        "/a.d%6f"
      })
  void noWayOfWritingAPathGetsAroundAConstraint(String path) throws Exception {
    Answer answer = ask("GET", path, "bob");
    assertTrue(answer.status() >= 400, answer::toString);
    assertFalse(answer.body().startsWith("bob"), answer::toString);
  }

  @Test
  void rolesAreCalledByTheNamesTheServletHasForThem() throws Exception {
    assertEquals("ann true false true", ask("GET", "/who/known/a", "ann").body());
    assertEquals("bob false false true", ask("GET", "/who/known/a", "bob").body());
    assertEquals("null false false false", ask("GET", "/who/a", "-").body());
  }

  @Test
  void plainRequestsAreSentToHttpsWhereThatIsDemanded() throws Exception {
    ClientRequest request = ClientRequest.get("/tls/a?x=1").withHeader("Host", "shop.example");
    Answer plain = app.send(request);
    assertEquals(302, plain.status());
    assertEquals("https://shop.example:8443/tls/a?x=1", plain.header("Location"));
    assertEquals(200, app.send(request.withParam("HTTPS", "on")).status());
    assertEquals(302, app.get("/tls/a", "X-Forwarded-Proto", "https").status());
  }

  @Test
  void nobodyIsLetInWhileUsersCannotBeAsked(@TempDir Path other) throws Exception {
    try (BridgedApp down = start(other, new Down())) {
      assertEquals(401, down.get("/who/admin/a").status());
      Answer answer = down.get("/who/admin/a", "Authorization", basic("ann"));
      assertEquals(503, answer.status());
      assertEquals("5", answer.header("Retry-After"));
      assertEquals("", answer.header("WWW-Authenticate"));
      assertEquals(200, down.get("/who/a").status());
    }
  }

  private static final class Down implements IdentitySource {
    private static UnavailableException down() {
      return new UnavailableException("down", new IllegalStateException());
    }

    @Override
    public Optional<Identity> authenticate(String name, Proof proof, InetAddress client) {
      throw down();
    }

    @Override
    public Optional<Identity> find(String name) {
      throw down();
    }

    @Override
    public Optional<Identity> certified(X500Principal subject) {
      throw down();
    }

    @Override
    public Set<DigestAlgorithm> digests(String realm) {
      throw down();
    }
  }
}
