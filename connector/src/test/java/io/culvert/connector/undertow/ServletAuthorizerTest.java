package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.Role;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlets that are asked to authorize, as lighttpd and httpd ask. */
@Timeout(60)
class ServletAuthorizerTest {
  static final UndertowSettings SETTINGS =
      UndertowSettings.DEFAULT.withRoles(new PlayedRoles(Optional.of("/auth/check"), false));

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private Answer ask(Service service) throws Exception {
    return ask(service, Map.of());
  }

  private Answer ask(Service service, Map<String, String> params) throws Exception {
    server =
        ServletServer.start(
            folder, Map.of("/auth/check", service), SETTINGS, UnaryOperator.identity());
    return ask(params);
  }

  private Answer ask(Map<String, String> params) throws IOException {
    try (ScriptedPeer peer = server.connect()) {
      peer.send(
          ScriptedPeer.head(
              1, Role.AUTHORIZER, false, ScriptedPeer.get("/secret/a?b=c&d", params)));
      return peer.answer(1);
    }
  }

  @Test
  void a200AllowsAndNothingButVariablesGoesWithIt() throws Exception {
    Answer answer =
        ask(
            (request, response) -> {
              request.getSession();
              response.setHeader("Variable-REMOTE_USER", "ann");
              response.addHeader("variable-GROUP", "a\nVariable-ROOT: 1");
              response.setHeader("Cache-Control", "no-store");
              response.setContentType("text/plain");
              response.getWriter().print("welcome");
            });
    assertEquals(
        List.of(
            "",
            "Status: 200 OK",
            "Variable-REMOTE_USER: ann",
            "variable-GROUP: a Variable-ROOT: 1"),
        answer.stdout().lines().sorted().toList());
  }

  @Test
  void theQuestionIsAGetOfTheConfiguredPathAndTellsWhatItIsAbout() throws Exception {
    StringBuilder seen = new StringBuilder();
    Answer answer =
        ask(
            (request, _) -> {
              seen.append(request.getMethod() + " " + request.getRequestURI());
              seen.append(" " + request.getQueryString() + request.getParameterMap());
              seen.append(" " + request.getContentLengthLong() + request.getContentType());
              seen.append(" " + request.getInputStream().read());
              for (String name : new String[] {"role", "method", "uri", "path", "user"}) {
                seen.append(" " + attribute(request, name));
              }
            },
            Map.of(
                "REQUEST_METHOD", "POST",
                "REQUEST_URI", "/secret/./%61?b=c&d",
                "CONTENT_TYPE", "application/x-www-form-urlencoded",
                "CONTENT_LENGTH", "3",
                "REMOTE_USER", "ann"));
    assertEquals(
        "GET /auth/check null{} -1null -1" + " AUTHORIZER POST /secret/./%61?b=c&d /secret/a ann",
        seen.toString());
    assertEquals(200, answer.status());
  }

  private static Object attribute(HttpServletRequest request, String name) {
    String last =
        switch (name) {
          case "role" -> "role";
          case "user" -> "remote-user";
          default -> "request-" + name;
        };
    return request.getAttribute("io.culvert.fastcgi." + last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "TRACE", "HEAD", "DELETE", "PROPFIND"})
  void theMethodInQuestionDoesNotDecideWhatTheServletDoes(String method) throws Exception {
    Answer answer = ask((_, response) -> response.sendError(403), Map.of("REQUEST_METHOD", method));
    assertEquals(403, answer.status());
  }

  @Test
  void whatHttpdKnowsOfTheClientBecomesTheFieldThatTheClientSent() throws Exception {
    StringBuilder seen = new StringBuilder();
    ask(
        (request, _) -> seen.append(request.getHeader("Authorization")),
        Map.of("REMOTE_USER", "ann", "REMOTE_PASSWD", "pass:word\u00e9"));
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("ann:pass:word\u00e9".getBytes(ISO_8859_1)),
        seen.toString());
  }

  @Test
  void theFieldThatTheClientSentIsLeftAlone() throws Exception {
    StringBuilder seen = new StringBuilder();
    ask(
        (request, _) -> seen.append(request.getHeader("Authorization")),
        Map.of(
            "REMOTE_USER", "ann", "REMOTE_PASSWD", "word", "HTTP_AUTHORIZATION", "Bearer token"));
    assertEquals("Bearer token", seen.toString());
  }

  @Test
  void aDenialReachesTheClientWithItsPage() throws Exception {
    Answer answer =
        ask(
            (_, response) -> {
              response.setStatus(403);
              response.setContentType("text/plain");
              response.getOutputStream().print("not you");
            });
    assertEquals(403, answer.status());
    assertEquals("not you", answer.body());
  }

  @Test
  void aRedirectToALoginReachesTheClient() throws Exception {
    Answer answer = ask((_, response) -> response.sendRedirect("/login"));
    assertEquals(302, answer.status());
    assertTrue(answer.stdout().contains("\r\nLocation: "), answer.stdout());
  }

  @Test
  void anExceptionAllowsNothing() throws Exception {
    assertEquals(500, ask((_, _) -> fail()).status());
  }

  @Test
  void anExceptionAfterAFlushAllowsNothing() throws Exception {
    Answer answer =
        ask(
            (_, response) -> {
              response.getWriter().print("welcome");
              response.flushBuffer();
              fail();
            });
    assertEquals(500, answer.status());
  }

  @Test
  void anExceptionAfterTheEndAllowsNothing() throws Exception {
    Answer answer =
        ask(
            (_, response) -> {
              response.getWriter().close();
              fail();
            });
    assertEquals(500, answer.status());
  }

  private static void fail() {
    throw new IllegalStateException("thrown by the test");
  }

  @Test
  void aServletMayCloseItsAnswer() throws Exception {
    assertEquals(200, ask((_, response) -> response.getWriter().close()).status());
  }

  @Test
  void aDeclaredLengthThatIsNotMetAllowsNothing() throws Exception {
    Answer answer =
        ask(
            (_, response) -> {
              response.setContentLength(5);
              response.getOutputStream().print("1");
            });
    assertEquals(500, answer.status());
  }

  @Test
  void anAsynchronousServletAllowsWhenItCompletes() throws Exception {
    Answer answer =
        ask(
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.start(
                  () -> {
                    ((HttpServletResponse) async.getResponse()).setHeader("Variable-A", "b");
                    async.complete();
                  });
            });
    assertEquals("Status: 200 OK\r\nVariable-A: b\r\n\r\n", answer.stdout());
  }

  @Test
  void anAsynchronousServletAllowsWhenItCompletesAtOnce() throws Exception {
    assertEquals(200, ask((request, _) -> request.startAsync().complete()).status());
  }

  @Test
  void anAsynchronousServletMayCloseItsAnswerFirst() throws Exception {
    Answer answer =
        ask(
            (request, response) -> {
              AsyncContext async = request.startAsync();
              response.getWriter().close();
              async.start(async::complete);
            });
    assertEquals(200, answer.status());
  }

  @Test
  void anAsynchronousServletThatDoesNotCompleteAllowsNothing() throws Exception {
    Answer answer = ask((request, _) -> request.startAsync().setTimeout(1));
    assertEquals(500, answer.status());
  }

  @Test
  void anAsynchronousServletThatClosesItsAnswerAndDoesNotCompleteAllowsNothing() throws Exception {
    Answer answer =
        ask(
            (request, response) -> {
              request.startAsync().setTimeout(1);
              response.getWriter().close();
            });
    assertTrue(answer.status() >= 400, answer.stdout());
  }

  @Test
  void aSuspiciousPathIsNotEvenAskedAbout() throws Exception {
    StringBuilder asked = new StringBuilder();
    Answer answer =
        ask((_, _) -> asked.append("asked"), Map.of("REQUEST_URI", "/public/..;/secret"));
    assertEquals(400, answer.status());
    assertTrue(asked.isEmpty());
  }

  @Test
  void aResponderAtTheSamePathIsAnOrdinaryRequest() throws Exception {
    server =
        ServletServer.start(
            folder,
            Map.of(
                "/auth/check",
                (request, response) -> response.getWriter().print(attribute(request, "role"))),
            SETTINGS,
            UnaryOperator.identity());
    Answer answer = server.get("/auth/check");
    assertEquals("null", answer.body());
    assertFalse(answer.stdout().contains("Variable"));
  }
}
