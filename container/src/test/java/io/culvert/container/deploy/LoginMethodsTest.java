package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.connection.Trust;
import io.culvert.container.deploy.BridgedApp.Answer;
import io.culvert.container.identity.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods of logging in, over FastCGI, and what those try who should not get in. */
class LoginMethodsTest {
  private static final String SERVLET =
      """
      package app;
      @jakarta.servlet.annotation.WebServlet({"", "/secret/*"})
      public class Who extends jakarta.servlet.http.HttpServlet {
        @Override
        protected void service(
            jakarta.servlet.http.HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response)
            throws java.io.IOException, jakarta.servlet.ServletException {
          String act = String.valueOf(request.getParameter("act"));
          if (act.equals("login")) {
            try { request.login("ann", request.getParameter("pw")); }
            catch (jakarta.servlet.ServletException e) { response.getWriter().print("refused "); }
          }
          if (act.equals("session")) { request.getSession(); }
          if (act.equals("logout")) { request.logout(); }
          if (act.equals("authenticate") && !request.authenticate(response)) { return; }
          response.getWriter().print(request.getMethod() + " " + request.getRemoteUser() + " "
              + request.getAuthType() + " " + request.isUserInRole("admin") + " "
              + request.getParameter("x"));
        }
      }
      """;

  private static final String DESCRIPTOR =
      """
      <security-constraint><web-resource-collection><web-resource-name>a</web-resource-name>
      <url-pattern>/secret/*</url-pattern></web-resource-collection>
      <auth-constraint><role-name>admin</role-name></auth-constraint></security-constraint>
      <security-role><role-name>admin</role-name></security-role>
      <login-config><auth-method>%s</auth-method><realm-name>%s</realm-name>
      <form-login-config><form-login-page>/login.html</form-login-page>
      <form-error-page>/wrong.html</form-error-page></form-login-config></login-config>
      """;

  /** A self-signed certificate of CN=ann,O=Example, and one of CN=eve,O=Example. */
  private static final String ANNS = Certificates.ANN;

  private static final String EVES = Certificates.EVE;

  @TempDir Path folder;

  private BridgedApp start(String methods, Trust trust) throws Exception {
    WarFolder war =
        new WarFolder(folder.resolve("app"))
            .webXml(DESCRIPTOR.formatted(methods, TestUsers.REALM))
            .classes(SERVLET)
            .file("login.html", "login form")
            .file("wrong.html", "wrong login");
    AppDefaults defaults =
        new AppDefaults(
            Duration.ofMinutes(30),
            Duration.ofSeconds(30),
            TestUsers.source(),
            trust.remoteUser(),
            8443,
            false);
    return BridgedApp.start(war, folder, defaults, trust);
  }

  private BridgedApp start(String methods) throws Exception {
    return start(methods, Trust.NOTHING);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(DigestAlgorithm.class)
  void digestLetsInWhoKnowsThePassword(DigestAlgorithm algorithm) throws Exception {
    try (BridgedApp app = start("DIGEST")) {
      Answer asked = app.get("/secret/a?x=1");
      assertEquals(401, asked.status());
      assertTrue(asked.header("WWW-Authenticate").contains("algorithm=SHA-256"), asked::toString);
      DigestAnswer ann = DigestAnswer.to(asked, algorithm, "ann", "pw");
      for (int count = 1; count < 4; count++) {
        Answer answer =
            app.get("/secret/a?x=1", "Authorization", ann.field("GET", "/secret/a?x=1", count));
        assertEquals("GET ann DIGEST true 1", answer.body());
      }
    }
  }

  @Test
  void digestAnswersCountOnce() throws Exception {
    try (BridgedApp app = start("DIGEST")) {
      DigestAnswer ann =
          DigestAnswer.to(app.get("/secret/a"), DigestAlgorithm.SHA_256, "ann", "pw");
      String third = ann.field("GET", "/secret/a", 3);
      assertEquals(200, app.get("/secret/a", "Authorization", third).status());
      Answer replayed = app.get("/secret/a", "Authorization", third);
      assertEquals(401, replayed.status());
      assertTrue(replayed.header("WWW-Authenticate").contains("stale=true"), replayed::toString);
      // overtaken by another request, but not used yet
      assertEquals(
          200, app.get("/secret/a", "Authorization", ann.field("GET", "/secret/a", 2)).status());
      assertEquals(
          401, app.get("/secret/a", "Authorization", ann.field("GET", "/secret/a", 0)).status());
    }
  }

  @Test
  void digestAnswersCountForOneRequestOnly() throws Exception {
    try (BridgedApp app = start("DIGEST")) {
      DigestAnswer ann = DigestAnswer.to(app.get("/secret/a"), DigestAlgorithm.MD5, "ann", "pw");
      String field = ann.field("GET", "/secret/a", 1);
      assertEquals(401, app.get("/secret/b", "Authorization", field).status());
      assertEquals(401, app.get("/secret/a?x=1", "Authorization", field).status());
      assertEquals(401, app.post("/secret/a", "", "Authorization", field).status());
      assertEquals(
          401,
          app.get("/secret/a", "Authorization", field.replace("nc=00000001", "nc=00000002"))
              .status());
      assertEquals(200, app.get("/secret/a", "Authorization", field).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest",
        "Digest ",
        "Digest ,,,",
        "Digest username=\"ann\"",
        "Digest username=ann, username=ann",
        "Digest username=\"ann, realm=\"",
        "Digest username=\"ann\", realm=\"the \\\"realm\\\"\", nonce=\"AAAA\", uri=\"/secret/a\","
            + " response=\"\", qop=auth, nc=00000001, cnonce=\"c\""
      })
  void brokenDigestsAreAskedAgain(String field) throws Exception {
    try (BridgedApp app = start("DIGEST")) {
      assertEquals(401, app.get("/secret/a", "Authorization", field).status());
    }
  }

  @Test
  void digestTakesNeitherOldFormsNorForeignNoncesNorWrongPasswords() throws Exception {
    try (BridgedApp app = start("DIGEST")) {
      Answer asked = app.get("/secret/a");
      DigestAnswer ann = DigestAnswer.to(asked, DigestAlgorithm.MD5, "ann", "pw");
      String field = ann.field("GET", "/secret/a", 1);
      for (String wrong :
          new String[] {
            DigestAnswer.to(asked, DigestAlgorithm.MD5, "ann", "no").field("GET", "/secret/a", 1),
            DigestAnswer.to(asked, DigestAlgorithm.MD5, "eve", "pw").field("GET", "/secret/a", 1),
            field.replace("qop=auth, ", ""),
            field.replace("algorithm=MD5", "algorithm=MD5-sess"),
            field.replace("algorithm=MD5", "algorithm=SHA-256"),
            new DigestAnswer(DigestAlgorithm.MD5, "ann", "pw", "x" + ann.nonce())
                .field("GET", "/secret/a", 1),
          }) {
        assertEquals(401, app.get("/secret/a", "Authorization", wrong).status(), wrong);
      }
      assertEquals(200, app.get("/secret/a", "Authorization", field).status());
    }
  }

  @Test
  void digestIsRefusedAtDeploymentWhereNobodyHasASecretForIt() throws Exception {
    String descriptor = DESCRIPTOR.formatted("DIGEST", "elsewhere");
    WarFolder war = new WarFolder(folder.resolve("app")).webXml(descriptor).classes(SERVLET);
    AppDefaults defaults =
        new AppDefaults(
            Duration.ofMinutes(30), Duration.ofSeconds(30), TestUsers.source(), false, 8443, false);
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> BridgedApp.start(war, folder, defaults, Trust.NOTHING))
            .getMessage();
    assertTrue(message.contains("realm 'elsewhere'"), message);
  }

  @Test
  void aCertificateThatTheFrontEndVerifiedIsItsUsers() throws Exception {
    try (BridgedApp app = start("CLIENT-CERT", new Trust(false, true))) {
      ClientRequest request = ClientRequest.get("/secret/a").withParam("HTTPS", "on");
      assertEquals(403, app.send(request).status());
      assertEquals(403, app.send(request.withParam("SSL_CLIENT_CERT", EVES)).status());
      ClientRequest anns = request.withParam("SSL_CLIENT_CERT", ANNS);
      assertEquals("GET ann CLIENT_CERT true null", app.send(anns).body());
      assertEquals(403, app.send(anns.withParam("SSL_CLIENT_VERIFY", "FAILED:expired")).status());
    }
  }

  @Test
  void aCertificateIsNobodysWhereTheFrontEndIsNotBelieved() throws Exception {
    try (BridgedApp app = start("CLIENT-CERT")) {
      ClientRequest anns =
          ClientRequest.get("/secret/a")
              .withParam("HTTPS", "on")
              .withParam("SSL_CLIENT_CERT", ANNS);
      assertEquals(403, app.send(anns).status());
    }
  }

  @Test
  void externalIsLeftToTheFrontEnd() throws Exception {
    try (BridgedApp app = start("EXTERNAL", new Trust(true, false))) {
      ClientRequest request = ClientRequest.get("/secret/a");
      assertEquals(403, app.send(request).status());
      assertEquals(
          "GET ann EXTERNAL true null", app.send(request.withParam("REMOTE_USER", "ann")).body());
      assertEquals(403, app.send(request.withParam("REMOTE_USER", "eve")).status());
    }
  }

  @Test
  void aUserNameCannotBeSmuggledIn() throws Exception {
    try (BridgedApp app = start("EXTERNAL", new Trust(true, false))) {
      for (String header :
          new String[] {"Remote-User", "REMOTE_USER", "remote_user", "Auth-Type"}) {
        assertEquals(403, app.get("/secret/a", header, "ann").status(), header);
      }
      assertEquals(403, app.get("/secret/a?REMOTE_USER=ann&remote_user=ann").status());
    }
    try (BridgedApp app = start("EXTERNAL")) {
      assertEquals(
          403, app.send(ClientRequest.get("/secret/a").withParam("REMOTE_USER", "ann")).status());
    }
  }

  @Test
  void severalMethodsAreTriedInTurn() throws Exception {
    try (BridgedApp app = start("BASIC?silent=true,FORM")) {
      Answer asked = app.get("/secret/a");
      assertEquals("login form", asked.body());
      assertEquals("", asked.header("WWW-Authenticate"));
      assertEquals(
          "GET ann BASIC true null", app.get("/secret/a", "Authorization", basic("ann:pw")).body());
      assertEquals(401, app.get("/secret/a", "Authorization", basic("ann:no")).status());
    }
  }

  @Test
  void formLoginLeadsBackByPathOnlyAndNotToAHostThatSomebodyElseSaid() throws Exception {
    try (BridgedApp app = start("FORM")) {
      Answer asked = app.get("/secret/a?x=%2F&y=http://a/b", "Host", "evil.example");
      String planted = asked.session();
      Answer login =
          app.post(
              "/j_security_check",
              "j_username=ann&j_password=pw",
              "Cookie",
              planted,
              "Host",
              "shop.example");
      assertEquals(302, login.status());
      assertFalse(login.header("Location").contains("evil"), login::toString);
      assertTrue(
          login.header("Location").endsWith("/secret/a?x=%2F&y=http://a/b"), login::toString);
      assertNotEquals(planted, login.session());
      assertEquals("login form", app.get("/secret/a", "Cookie", planted).body());
      assertEquals(
          "GET ann FORM true null", app.get("/secret/a", "Cookie", login.session()).body());
    }
  }

  @Test
  void formLoginRepeatsAPost() throws Exception {
    try (BridgedApp app = start("FORM")) {
      Answer asked = app.post("/secret/a", "x=7");
      Answer login =
          app.post(
              "/secret/j_security_check",
              "j_username=ann&j_password=pw",
              "Cookie",
              asked.session());
      assertEquals("POST ann FORM true 7", app.get("/secret/a", "Cookie", login.session()).body());
    }
  }

  @Test
  void formLoginWithoutAPageAskedForLeadsToTheApplication() throws Exception {
    try (BridgedApp app = start("FORM")) {
      String session = app.get("/?act=session").session();
      Answer login =
          app.post("/j_security_check", "j_username=ann&j_password=pw", "Cookie", session);
      assertEquals(302, login.status());
      assertTrue(login.header("Location").endsWith("/"), login::toString);
    }
  }

  @Test
  void applicationsLogInAndOutThemselves() throws Exception {
    try (BridgedApp app = start("BASIC")) {
      String planted = app.get("/?act=session").session();
      assertEquals("refused GET null null false null", app.get("/?act=login&pw=no").body());
      Answer login = app.get("/?act=login&pw=pw", "Cookie", planted);
      assertTrue(login.body().startsWith("GET ann "), login::body);
      assertNotEquals("", login.session());
      assertNotEquals(planted, login.session());
      assertTrue(app.get("/", "Cookie", login.session()).body().startsWith("GET ann "));
      assertEquals(
          "GET null null false null", app.get("/?act=logout", "Cookie", login.session()).body());
      assertEquals("GET null null false null", app.get("/", "Cookie", login.session()).body());
    }
  }

  @Test
  void applicationsAskForALogin() throws Exception {
    try (BridgedApp app = start("BASIC")) {
      Answer asked = app.get("/?act=authenticate");
      assertEquals(401, asked.status());
      assertTrue(asked.header("WWW-Authenticate").startsWith("Basic "), asked::toString);
      assertEquals(
          "GET bob BASIC false null",
          app.get("/?act=authenticate", "Authorization", basic("bob:pw")).body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KERBEROS", "BASIC,", "basic", "BASIC?charset=x", "BASIC,SPNEGO"})
  void methodsThatAreNotKnownFailTheDeployment(String methods) {
    String message = assertThrows(IllegalStateException.class, () -> start(methods)).getMessage();
    assertTrue(message.contains("the server knows BASIC, FORM, DIGEST"), message);
  }
}
