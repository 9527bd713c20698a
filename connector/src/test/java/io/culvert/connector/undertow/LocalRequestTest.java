package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.undertow.ServletServer.Service;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that the server asks its own applications, with no client to answer to. */
@Timeout(60)
class LocalRequestTest {
  private static final int MUCH = 300_000;

  @TempDir private Path folder;
  private final CompletableFuture<String> seen = new CompletableFuture<>();
  private final UndertowApplication application =
      new UndertowApplication(
          exchange -> exchange.setStatusCode(418), UndertowSettings.DEFAULT, AbortListener.NONE);

  @AfterEach
  void close() {
    application.close();
  }

  private CompletableFuture<HttpServerExchange> ask(String path, Service service) throws Exception {
    HttpHandler handler =
        ServletServer.deploy(folder, Map.of("/", service), PlayedRoles.RESPONDER, _ -> {});
    LocalRequest request =
        new LocalRequest("shop.example", path, "a test", Map.of("who", "the server"));
    return application.ask(request, handler);
  }

  private int status(String path, Service service) throws Exception {
    return ask(path, service).get(30, TimeUnit.SECONDS).getStatusCode();
  }

  @Test
  void theServletSeesAGetThatItCanRecognise() throws Exception {
    Service service =
        (request, response) -> {
          seen.complete(
              String.join(
                  " ",
                  request.getMethod(),
                  request.getRequestURL(),
                  request.getServletPath(),
                  (String) request.getAttribute("who"),
                  request.getHeader("User-Agent"),
                  request.getRemoteAddr()));
          response.sendError(410);
        };
    assertEquals(410, status("/a%20b/../c", service));
    assertEquals(
        "GET https://shop.example/a%20b/../c /c the server a test 127.0.0.1", seen.getNow(""));
  }

  @Test
  void whatIsWrittenGoesNowhereHoweverMuchItIs() throws Exception {
    Service service =
        (_, response) -> {
          response.getOutputStream().write(new byte[MUCH]);
          response.flushBuffer();
          response.getOutputStream().write(new byte[MUCH]);
        };
    assertEquals(2L * MUCH, ask("/", service).get(30, TimeUnit.SECONDS).getResponseBytesSent());
  }

  @Test
  void aRequestIsNotOverBeforeItsAsynchronousAnswerIs() throws Exception {
    CompletableFuture<AsyncContext> begun = new CompletableFuture<>();
    CompletableFuture<HttpServerExchange> asked =
        ask("/", (request, _) -> begun.complete(request.startAsync()));
    assertFalse(asked.isDone());
    ((HttpServletResponse) begun.getNow(null).getResponse()).setStatus(202);
    begun.getNow(null).complete();
    assertEquals(202, asked.get(30, TimeUnit.SECONDS).getStatusCode());
  }

  @Test
  void aWriteListenerIsToldThatItMayWrite() throws Exception {
    CompletableFuture<HttpServerExchange> asked = ask("/", LocalRequestTest::writeByListener);
    assertEquals(MUCH, asked.get(30, TimeUnit.SECONDS).getResponseBytesSent());
  }

  private static void writeByListener(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(
        new WriteListener() {
          private int left = MUCH;

          @Override
          public void onWritePossible() throws IOException {
            while (left > 0 && out.isReady()) {
              out.write(new byte[1000]);
              left -= 1000;
            }
            if (left == 0) {
              async.complete();
            }
          }

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }
        });
  }

  @Test
  void aServletThatThrowsIsAnswered500() throws Exception {
    assertEquals(
        500,
        status(
            "/",
            (_, _) -> {
              throw new IllegalStateException("meant to");
            }));
  }

  @Test
  void aPathThatNoClientMayUseIsRefused() throws Exception {
    assertEquals(400, status("/../../etc", (_, _) -> seen.complete("reached")));
    assertFalse(seen.isDone());
    assertThrows(
        IllegalArgumentException.class, () -> new LocalRequest("h", "relative", "", Map.of()));
  }
}
