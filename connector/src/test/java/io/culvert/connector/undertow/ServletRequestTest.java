package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ServletRequestTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service));
    return server;
  }

  private ServletServer serve(UndertowSettings settings, Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service), settings, UnaryOperator.identity());
    return server;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 777);
    }
    return bytes;
  }

  @Test
  void aRequestIsWhatItsParametersSay() throws Exception {
    serve(
        (request, response) ->
            response
                .getWriter()
                .write(
                    String.join(
                        " ",
                        request.getMethod(),
                        request.getProtocol(),
                        request.getRequestURL(),
                        request.getRequestURI(),
                        request.getPathInfo(),
                        request.getQueryString(),
                        request.getParameter("q"),
                        request.getHeader("User-Agent"),
                        request.getRemoteAddr() + ":" + request.getRemotePort(),
                        request.getLocalAddr() + ":" + request.getLocalPort(),
                        request.getServerName() + ":" + request.getServerPort(),
                        Boolean.toString(request.isSecure()))));

    Answer answer =
        server.request(
            "GET",
            "/a%20b;v=1/c?q=%C3%A4",
            Map.of(
                "HTTP_USER_AGENT", "test",
                "HTTP_HOST", "example.org:8443",
                "HTTPS", "on",
                "SERVER_PROTOCOL", "HTTP/2.0",
                "REMOTE_ADDR", "192.0.2.7",
                "REMOTE_PORT", "4711",
                "SERVER_ADDR", "192.0.2.1",
                "SERVER_PORT", "443"),
            NOTHING);

    assertEquals(
        "GET HTTP/2.0 https://example.org:8443/a%20b;v=1/c /a%20b;v=1/c /a b/c q=%C3%A4 \u00e4 test"
            + " 192.0.2.7:4711 192.0.2.1:443 example.org:8443 true",
        answer.body());
  }

  @Test
  void tenMegabytesAreEchoed() throws Exception {
    serve((request, response) -> request.getInputStream().transferTo(response.getOutputStream()));
    byte[] body = bytes(10 * 1024 * 1024);
    try (ScriptedPeer peer = server.connect()) {
      CompletableFuture<Void> sent =
          sending(
              peer,
              ScriptedPeer.request(
                  1, true, ServletServer.params("POST", "/", Map.of(), body.length), body));

      assertEquals(new String(body, ISO_8859_1), peer.answer(1).body());
      sent.get();
    }
  }

  private static CompletableFuture<Void> sending(ScriptedPeer peer, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            peer.send(bytes);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread.ofVirtual()::start);
  }

  @Test
  void aBodyOfUnknownLengthIsReadToItsEnd() throws Exception {
    serve(
        (request, response) ->
            response.getOutputStream().write(request.getInputStream().readAllBytes()));

    Answer answer =
        server.request("POST", "/", Map.of("CONTENT_LENGTH", ""), "abc".getBytes(ISO_8859_1));

    assertEquals("abc", answer.body());
  }

  @Test
  void aBodyShorterThanDeclaredFailsItsReader() throws Exception {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    serve((request, _) -> completeWithBody(read, request.getInputStream()));

    server.request("POST", "/", Map.of("CONTENT_LENGTH", "5"), "abc".getBytes(ISO_8859_1));

    ExecutionException failure = assertThrows(ExecutionException.class, read::get);
    assertEquals("the request's body ended after 3 of 5 bytes", failure.getCause().getMessage());
  }

  private static void completeWithBody(CompletableFuture<byte[]> read, InputStream body) {
    try {
      read.complete(body.readAllBytes());
    } catch (IOException e) {
      read.completeExceptionally(e);
    }
  }

  @Test
  void aBodyLongerThanDeclaredIsCutOff() throws Exception {
    serve(
        (request, response) ->
            response.getOutputStream().write(request.getInputStream().readAllBytes()));

    Answer answer =
        server.request("POST", "/", Map.of("CONTENT_LENGTH", "2"), "abc".getBytes(ISO_8859_1));

    assertEquals("ab", answer.body());
  }

  @Test
  void anUploadThatNobodyReadsDoesNotDisturbTheNextRequest() throws Exception {
    serve((request, response) -> response.getWriter().write(request.getRequestURI()));
    byte[] body = bytes(3_000_000);
    try (ScriptedPeer peer = server.connect()) {
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Void> sent =
            sending(
                peer,
                ScriptedPeer.request(
                    1, true, ServletServer.params("POST", "/" + i, Map.of(), body.length), body));
        assertEquals("/" + i, peer.answer(1).body());
        sent.get();
      }
    }
  }

  @Test
  void anAbortFailsTheReadThatWaitsForTheBody() throws Exception {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    CountDownLatch reading = new CountDownLatch(1);
    serve(
        (request, _) -> {
          reading.countDown();
          completeWithBody(read, request.getInputStream());
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.stream(
              RecordType.PARAMS,
              1,
              ScriptedPeer.pairs(ServletServer.params("POST", "/", Map.of(), 100))),
          ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.record(RecordType.STDIN, 1, new byte[10]));
      reading.await();
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));

      assertThrows(ExecutionException.class, read::get);
    }
  }

  @Test
  void aDeclaredLengthAboveTheLimitIsRefusedBeforeTheServlet() throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    serve(UndertowSettings.DEFAULT.withMaxEntitySize(10), (_, _) -> reached.complete(null));

    assertEquals(413, server.request("POST", "/", Map.of(), new byte[11]).status());
    assertEquals(200, server.request("POST", "/", Map.of(), new byte[10]).status());
    assertTrue(reached.isDone());
  }

  @Test
  void anUndeclaredLengthAboveTheLimitFailsItsReader() throws Exception {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    serve(
        UndertowSettings.DEFAULT.withMaxEntitySize(10),
        (request, _) -> completeWithBody(read, request.getInputStream()));

    server.request("POST", "/", Map.of("CONTENT_LENGTH", ""), new byte[11]);

    assertThrows(ExecutionException.class, read::get);
  }

  @Test
  void aFormIsParsed() throws Exception {
    serve((request, response) -> response.getWriter().write(request.getParameter("a")));

    Answer answer =
        server.request(
            "POST",
            "/",
            Map.of("CONTENT_TYPE", "application/x-www-form-urlencoded"),
            "a=b+c".getBytes(ISO_8859_1));

    assertEquals("b c", answer.body());
  }

  @Test
  void aMultipartFormIsParsed() throws Exception {
    serve(
        (request, response) ->
            response.getOutputStream().write(request.getPart("a").getInputStream().readAllBytes()));
    String form = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--x--\r\n";

    Answer answer =
        server.request(
            "POST",
            "/",
            Map.of("CONTENT_TYPE", "multipart/form-data; boundary=x"),
            form.getBytes(ISO_8859_1));

    assertEquals("value", answer.body());
  }

  @Test
  void aMultipartBodyThatAGetDoesNotDeclareIsNotParsed() throws Exception {
    serve(
        (request, response) ->
            response.getWriter().write(request.getParameterMap().keySet().toString()));
    String form = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--x--\r\n";

    Answer answer =
        server.request(
            "GET",
            "/?q=1",
            Map.of("CONTENT_TYPE", "multipart/form-data; boundary=x", "CONTENT_LENGTH", ""),
            form.getBytes(ISO_8859_1));

    assertEquals("[q]", answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "/public/../admin, 200, /admin",
    "/public/..;/admin, 400, ''",
    "/public/%2e%2e/admin, 400, ''",
    "/a%2Fb, 400, ''",
    "//admin, 200, /admin",
    "/../admin, 400, ''",
    "/a?x=%zz, 400, ''",
  })
  void mappingSeesTheCanonicalPathOrNothing(String uri, int status, String path) throws Exception {
    serve((request, response) -> response.getWriter().write(request.getPathInfo()));

    Answer answer = server.get(uri);

    assertEquals(status, answer.status());
    if (status == 200) {
      assertEquals(path, answer.body());
    }
  }

  @Test
  void aSessionIdInThePathIsFound() throws Exception {
    serve(
        (request, response) ->
            response.getWriter().write(String.valueOf(request.getRequestedSessionId())));

    assertEquals("abc", server.get("/a;jsessionid=abc").body());
  }

  @Test
  void aSessionLivesFromCookieToCookie() throws Exception {
    serve(
        (request, response) -> {
          Integer count = (Integer) request.getSession().getAttribute("n");
          request.getSession().setAttribute("n", count == null ? 1 : count + 1);
          response.getWriter().write("n=" + request.getSession().getAttribute("n"));
        });
    String head = server.get("/").stdout();
    int id = head.indexOf("JSESSIONID=");
    String cookie = head.substring(id, head.indexOf(';', id));

    Answer answer = server.request("GET", "/", Map.of("HTTP_COOKIE", cookie), NOTHING);

    assertEquals("n=2", answer.body());
  }

  @Test
  void anExchangeIsCompletedOnceAfterItsHandlerFailed() throws Exception {
    AtomicInteger completed = new AtomicInteger();
    HttpHandler failing =
        exchange -> {
          exchange.addExchangeCompleteListener(
              (_, next) -> {
                completed.incrementAndGet();
                next.proceed();
              });
          throw new IllegalStateException("on purpose");
        };
    try (ServletServer plain = ServletServer.start(folder, failing, UndertowSettings.DEFAULT)) {
      assertEquals(500, plain.get("/").status());
      while (plain.runningRequests() > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(1, completed.get());
  }
}
