package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.identity.IdentitySource;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets at what a constraint protects (Servlet 6.1 §13). */
class LoginTest {
  private static final String SERVLET =
      """
      package app;
      @jakarta.servlet.annotation.WebServlet("/who/*")
      public class Who extends jakarta.servlet.http.HttpServlet {
        @Override
        protected void service(
            jakarta.servlet.http.HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
          if (request.getParameter("session") != null) { request.getSession(); }
          response.getWriter().print(request.getMethod() + " " + request.getRemoteUser()
              + " " + request.isUserInRole("admin") + " " + request.getParameter("x"));
        }
      }
      """;

  private static final String CONSTRAINT =
      """
      <security-constraint><web-resource-collection><web-resource-name>a</web-resource-name>
      <url-pattern>/who/secret/*</url-pattern><url-pattern>/files/*</url-pattern>
      </web-resource-collection>
      <auth-constraint><role-name>admin</role-name></auth-constraint></security-constraint>
      <security-role><role-name>admin</role-name></security-role>
      """;

  private static final String FORM =
      CONSTRAINT
          + """
          <login-config><auth-method>FORM</auth-method><form-login-config>
          <form-login-page>/login.html</form-login-page>
          <form-error-page>/wrong.html</form-error-page></form-login-config></login-config>
          """;

  private static final String BASIC =
      CONSTRAINT + "<login-config><auth-method>BASIC</auth-method></login-config>";

  @TempDir Path folder;

  @Test
  void formLoginLeadsBackToThePageWithANewSessionId() throws Exception {
    try (DeployedWar app = start(FORM)) {
      String planted = session(app.get("/who/open?session=1"));
      HttpResponse<String> asked = app.get("/who/secret/a?x=1", "Cookie", planted);
      assertEquals("login form", asked.body());
      HttpResponse<String> login =
          app.post(
              "/who/secret/j_security_check", "j_username=ann&j_password=pw", "Cookie", planted);
      assertEquals(302, login.statusCode());
      assertTrue(location(login).endsWith("/who/secret/a?x=1"), location(login));
      String mine = session(login);
      assertNotEquals(planted, mine);
      assertEquals("GET ann true 1", app.get("/who/secret/a?x=1", "Cookie", mine).body());
      assertEquals("login form", app.get("/who/secret/a", "Cookie", planted).body());
    }
  }

  @Test
  void postThatHadToLogInFirstIsRepeated() throws Exception {
    try (DeployedWar app = start(FORM)) {
      HttpResponse<String> asked = app.post("/who/secret/a", "x=7");
      assertEquals("login form", asked.body());
      HttpResponse<String> login =
          app.post("/j_security_check", "j_username=ann&j_password=pw", "Cookie", session(asked));
      String mine = session(login);
      assertEquals("POST ann true 7", app.get("/who/secret/a", "Cookie", mine).body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "j_username=ann&j_password=no",
        "j_username=eve&j_password=pw",
        "j_username=ann",
        "j_password=pw",
        "",
        "j_username=&j_password="
      })
  void wrongLoginSeesTheErrorPageAndStaysOutside(String form) throws Exception {
    try (DeployedWar app = start(FORM)) {
      String session = session(app.get("/who/secret/a"));
      HttpResponse<String> login = app.post("/j_security_check", form, "Cookie", session);
      assertEquals("wrong login", login.body());
      assertEquals("login form", app.get("/who/secret/a", "Cookie", session).body());
    }
  }

  @Test
  void loginWithoutAPageAskedForDoesNotFail() throws Exception {
    try (DeployedWar app = start(FORM)) {
      HttpResponse<String> login = app.post("/j_security_check", "j_username=ann&j_password=pw");
      assertTrue(login.statusCode() < 500, "" + login.statusCode());
    }
  }

  @Test
  void userWithoutTheRoleIsForbidden() throws Exception {
    try (DeployedWar app = start(BASIC)) {
      assertEquals(403, app.get("/who/secret/a", "Authorization", basic("bob", "pw")).statusCode());
    }
  }

  @Test
  void basicLoginIsAskedForAndChecked() throws Exception {
    try (DeployedWar app = start(BASIC)) {
      HttpResponse<String> asked = app.get("/who/secret/a");
      assertEquals(401, asked.statusCode());
      assertTrue(asked.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic "));
      String wrong = basic("ann", "no");
      assertEquals(401, app.get("/who/secret/a", "Authorization", wrong).statusCode());
      String right = basic("ann", "pw");
      assertEquals("GET ann true null", app.get("/who/secret/a", "Authorization", right).body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/secret.txt",
        "/files//secret.txt",
        "//files/secret.txt",
        "/x/../files/secret.txt",
        "/files/./secret.txt",
        "/%66iles/secret.txt",
        "/files%2fsecret.txt",
        "/files%2Fsecret.txt",
        "/files%5csecret.txt",
        "/files;x/secret.txt",
        "/files;/secret.txt",
        "/;x/files/secret.txt",
        "/x/..;/files/secret.txt",
        "/x/%2e%2e/files/secret.txt",
        "/x/.%2e;y/files/secret.txt",
        "/files/secret.txt;x=y",
        "/files/secret.txt/",
        "/files/secret.txt/.",
        "/files/secret.txt%00",
        "/files/%2573ecret.txt"
      })
  void protectedFileIsReachedByNoSpelling(String path) throws Exception {
    try (DeployedWar app = start(BASIC)) {
      HttpResponse<String> answer = app.get(path);
      assertFalse(answer.body().contains("top secret"), answer.body());
      assertNotEquals(200, answer.statusCode());
    }
  }

  @Test
  void constraintWithoutLoginConfigurationLetsNobodyThrough() throws Exception {
    try (DeployedWar app = start(CONSTRAINT)) {
      int status = app.get("/who/secret/a", "Authorization", basic("ann", "pw")).statusCode();
      assertEquals(403, status);
    }
  }

  private DeployedWar start(String webXml) throws Exception {
    WarFolder war =
        new WarFolder(folder.resolve("app"))
            .webXml(webXml)
            .classes(SERVLET)
            .file("login.html", "login form")
            .file("wrong.html", "wrong login")
            .file("files/secret.txt", "top secret");
    IdentitySource users = TestUsers.source();
    AppDefaults defaults =
        new AppDefaults(Duration.ofMinutes(30), Duration.ofSeconds(30), users, false, 443, false);
    return DeployedWar.start(war, folder.resolve("work"), defaults);
  }

  private static String basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  private static String session(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("set-cookie").orElse(";");
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
