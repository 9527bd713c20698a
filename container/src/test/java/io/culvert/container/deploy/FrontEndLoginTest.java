package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.identity.IdentitySource;
import io.undertow.security.impl.ExternalAuthenticationMechanism;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was let in by the front end; here a parameter of the query says who. */
class FrontEndLoginTest {
  private static final String SERVLET =
      """
      package app;
      @jakarta.servlet.annotation.WebServlet("/who/*")
      public class Who extends jakarta.servlet.http.HttpServlet {
        @Override
        protected void doGet(
            jakarta.servlet.http.HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
          response.getWriter().print(request.getRemoteUser() + " " + request.getUserPrincipal()
              + " " + request.getAuthType() + " " + request.isUserInRole("admin"));
        }
      }
      """;

  private static final String CONSTRAINTS =
      """
      <security-constraint><web-resource-collection><web-resource-name>a</web-resource-name>
      <url-pattern>/who/admin/*</url-pattern></web-resource-collection>
      <auth-constraint><role-name>admin</role-name></auth-constraint></security-constraint>
      <security-constraint><web-resource-collection><web-resource-name>b</web-resource-name>
      <url-pattern>/who/known/*</url-pattern></web-resource-collection>
      <auth-constraint><role-name>**</role-name></auth-constraint></security-constraint>
      <security-role><role-name>admin</role-name></security-role>
      """;

  private static final String BASIC =
      CONSTRAINTS + "<login-config><auth-method>BASIC</auth-method></login-config>";

  @TempDir Path folder;

  private RunningEngine start(String descriptor, boolean believed) throws Exception {
    WarFolder war = new WarFolder(folder.resolve("app")).webXml(descriptor).classes(SERVLET);
    IdentitySource users = TestUsers.source();
    AppDefaults defaults =
        new AppDefaults(
            Duration.ofMinutes(30), Duration.ofSeconds(30), users, believed, 443, false);
    Running running =
        assertInstanceOf(
            Running.class,
            DeployedWar.deploy(
                war, folder.resolve("work"), defaults, DeployedWar.sessions(), new ArrayList<>()));
    return new RunningEngine(letIn(running.handler()));
  }

  private static HttpHandler letIn(HttpHandler application) {
    return exchange -> {
      attach(exchange, "user", ExternalAuthenticationMechanism.EXTERNAL_PRINCIPAL);
      attach(exchange, "type", ExternalAuthenticationMechanism.EXTERNAL_AUTHENTICATION_TYPE);
      application.handleRequest(exchange);
    };
  }

  private static void attach(HttpServerExchange exchange, String name, AttachmentKey<String> key) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    if (values != null) {
      exchange.putAttachment(key, values.getFirst());
    }
  }

  @Test
  void anApplicationWithoutLoginKnowsTheUserTheTypeAndNoRole() throws Exception {
    try (RunningEngine app = start("", true)) {
      assertEquals("bob bob Basic false", app.get("/who?user=bob&type=Basic").body());
      assertEquals("bob bob EXTERNAL false", app.get("/who?user=bob").body());
      assertEquals("null null null false", app.get("/who").body());
    }
  }

  @Test
  void rolesAreThoseOfAUserWhomTheServerKnows() throws Exception {
    try (RunningEngine app = start(BASIC, true)) {
      assertEquals("ann ann EXTERNAL true", app.get("/who?user=ann").body());
    }
  }

  @Test
  void constraintsHoldForUsersOfTheFrontEndAsForOthers() throws Exception {
    try (RunningEngine app = start(BASIC, true)) {
      assertEquals(200, app.get("/who/admin/a?user=ann").status());
      assertEquals(403, app.get("/who/admin/a?user=bob").status());
      assertEquals(200, app.get("/who/known/a?user=bob").status());
      assertEquals(401, app.get("/who/known/a").status());
    }
  }

  @Test
  void aConstraintOfAnApplicationWithoutLoginKeepsStrangersOut() throws Exception {
    try (RunningEngine app = start(CONSTRAINTS, true)) {
      assertEquals(200, app.get("/who/known/a?user=bob").status());
      assertEquals(403, app.get("/who/known/a").status());
    }
  }

  @Test
  void nobodyIsLetInByAFrontEndThatIsNotBelieved() throws Exception {
    try (RunningEngine app = start(BASIC, false)) {
      assertEquals("null null null false", app.get("/who?user=ann").body());
      assertEquals(401, app.get("/who/admin/a?user=ann").status());
    }
  }
}
