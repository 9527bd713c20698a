package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cookie that holds the id of a session. */
class SessionCookieTest {
  private static final String SERVLET =
      """
      package app;
      @jakarta.servlet.annotation.WebServlet("/*")
      public class Visits extends jakarta.servlet.http.HttpServlet {
        @Override
        protected void doGet(
            jakarta.servlet.http.HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
          if (request.getPathInfo().equals("/end")) { request.getSession().invalidate(); return; }
          var session = request.getSession();
          Integer visits = (Integer) session.getAttribute("visits");
          session.setAttribute("visits", visits == null ? 1 : visits + 1);
          response.getWriter().print(session.getAttribute("visits"));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void cookieOfSecureRequestIsSecureAndThatOfPlainRequestIsNot() throws Exception {
    try (DeployedWar app = start("")) {
      assertTrue(cookie(app.get("/", "X-Forwarded-Proto", "https")).contains("; secure"));
      String plain = cookie(app.get("/"));
      assertFalse(plain.contains("secure"), plain);
      assertTrue(plain.contains("; httponly"), plain);
      assertTrue(plain.contains("; samesite=lax"), plain);
      assertTrue(plain.contains("; path=/"), plain);
    }
  }

  @Test
  void secureCookieIsAlsoClearedSecurely() throws Exception {
    try (DeployedWar app = start("")) {
      String cleared = cookie(app.get("/end", "X-Forwarded-Proto", "https"));
      assertTrue(cleared.contains("; expires=thu, 01-jan-1970"), cleared);
      assertTrue(cleared.contains("; secure"), cleared);
    }
  }

  @Test
  void descriptorDecidesWhenItSaysAnything() throws Exception {
    try (DeployedWar app =
        start(
            "<session-config><cookie-config><name>SID</name><secure>false</secure></cookie-config></session-config>")) {
      String cookie = cookie(app.get("/", "X-Forwarded-Proto", "https"));
      assertTrue(cookie.startsWith("sid="), cookie);
      assertFalse(cookie.contains("secure"), cookie);
    }
  }

  @Test
  void renamedCookieIsSecureToo() throws Exception {
    try (DeployedWar app =
        start("<session-config><cookie-config><name>SID</name></cookie-config></session-config>")) {
      String cookie = cookie(app.get("/", "X-Forwarded-Proto", "https"));
      assertTrue(cookie.startsWith("sid="), cookie);
      assertTrue(cookie.contains("; secure"), cookie);
    }
  }

  @Test
  void ofTwoCookiesOfOneNameTheFirstCountsSinceItHasTheLongerPath() throws Exception {
    try (DeployedWar app = start("")) {
      String mine = cookieValue(app.get("/"));
      String both = "JSESSIONID=" + mine + "; JSESSIONID=AAAAAAAAAAAAAAAAAAAAAA";
      assertEquals("2", app.get("/", "Cookie", both).body());
    }
  }

  @Test
  void nameWithinOtherCookiesIsNotTheCookie() throws Exception {
    try (DeployedWar app = start("")) {
      String mine = cookieValue(app.get("/"));
      String field = "XJSESSIONID=a; x=JSESSIONID=b; JSESSIONIDX=c;JSESSIONID=" + mine + "; y=z";
      assertEquals("2", app.get("/", "Cookie", field).body());
    }
  }

  @Test
  void plantedIdIsNotTaken() throws Exception {
    try (DeployedWar app = start("")) {
      HttpResponse<String> answer = app.get("/", "Cookie", "JSESSIONID=AAAAAAAAAAAAAAAAAAAAAA");
      assertEquals("1", answer.body());
      assertFalse(cookie(answer).contains("aaaaaaaaaaaaaaaaaaaaaa"));
    }
  }

  private DeployedWar start(String webXml) throws Exception {
    WarFolder war = new WarFolder(folder.resolve("app")).webXml(webXml).classes(SERVLET);
    return DeployedWar.start(war, folder.resolve("work"));
  }

  private static String cookieValue(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("set-cookie").orElse("");
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElse("").toLowerCase(java.util.Locale.ROOT);
  }
}
