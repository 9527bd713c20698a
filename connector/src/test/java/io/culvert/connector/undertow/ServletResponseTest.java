package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.undertow.server.handlers.CookieImpl;
import jakarta.servlet.http.Cookie;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ServletResponseTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/a", service));
    return server;
  }

  private Answer answerOf(Service service) throws Exception {
    return serve(service).get("/a");
  }

  private Answer answerOf(String method, Service service) throws Exception {
    return serve(service).request(method, "/a", Map.of(), NOTHING);
  }

  @Test
  void helloIsAnsweredWithHeadAndBody() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setContentType("text/plain;charset=UTF-8");
              response.getWriter().write("hello");
            });

    assertEquals(
        """
        Status: 200 OK\r
        Content-Type: text/plain;charset=UTF-8\r
        Content-Length: 5\r
        \r
        hello""",
        answer.stdout());
  }

  @Test
  void aSmallResponseIsOneRecordAndTheEnd() throws Exception {
    serve((_, response) -> response.getOutputStream().print("x".repeat(1000)));
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));

      Record.Stdout all = assertInstanceOf(Record.Stdout.class, peer.next());
      byte[] bytes = new byte[all.content().remaining()];
      all.content().get(bytes);
      assertTrue(new String(bytes, ISO_8859_1).endsWith("\r\n\r\n" + "x".repeat(1000)));
      assertEquals(0, assertInstanceOf(Record.Stdout.class, peer.next()).content().remaining());
      assertInstanceOf(Record.EndRequest.class, peer.next());
    }
  }

  @Test
  void theServletRunsOnTheThreadThatBringsTheRequest() throws Exception {
    CompletableFuture<Thread> bringing = new CompletableFuture<>();
    CompletableFuture<Thread> serving = new CompletableFuture<>();
    server =
        ServletServer.start(
            folder,
            Map.of("/a", (_, _) -> serving.complete(Thread.currentThread())),
            UndertowSettings.DEFAULT,
            application ->
                (request, response) -> {
                  bringing.complete(Thread.currentThread());
                  application.serve(request, response);
                });
    assertEquals(200, server.get("/a").status());

    assertSame(bringing.get(), serving.get());
  }

  @Test
  void headHasTheLengthButNoContent() throws Exception {
    Answer answer = answerOf("HEAD", (_, response) -> response.getOutputStream().print("hello"));

    assertTrue(answer.stdout().contains("\r\nContent-Length: 5\r\n"), answer.stdout());
    assertEquals("", answer.body());
  }

  @Test
  void noContentAndNotModifiedHaveNeitherLengthNorContent() throws Exception {
    serve(
        (request, response) -> {
          response.setStatus(Integer.parseInt(request.getParameter("s")));
          response.getOutputStream().print("hello");
        });

    for (int status : new int[] {204, 304}) {
      Answer answer = server.get("/a?s=" + status);
      assertEquals(status, answer.status());
      assertFalse(answer.stdout().contains("Content-Length"), answer.stdout());
      assertEquals("", answer.body());
    }
  }

  @Test
  void anEmptyResponseSaysThatItIsEmpty() throws Exception {
    assertEquals("Status: 200 OK\r\nContent-Length: 0\r\n\r\n", answerOf((_, _) -> {}).stdout());
  }

  @Test
  void aLargeResponseArrivesWhole() throws Exception {
    byte[] large = new byte[3_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + i / 777);
    }
    Answer answer =
        answerOf(
            (_, response) -> {
              response.getOutputStream().write(large, 0, 5);
              response.getOutputStream().write(large, 5, large.length - 5);
            });

    assertEquals(new String(large, ISO_8859_1), answer.body());
  }

  @Test
  void sendErrorIsAnswered() throws Exception {
    Answer answer = answerOf((_, response) -> response.sendError(404, "no such thing"));

    assertEquals(404, answer.status());
    assertTrue(answer.body().contains("no such thing"), answer.body());
  }

  @Test
  void aRedirectSaysItsStatus() throws Exception {
    Answer answer = answerOf((_, response) -> response.sendRedirect("/b?c=d"));

    assertEquals(302, answer.status());
    assertTrue(answer.stdout().contains("\r\nLocation: http://h/b?c=d\r\n"), answer.stdout());
  }

  @Test
  void theNextRequestIsServedWhileAServletStillRunsAfterItsRedirect() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    server =
        ServletServer.start(
            folder,
            Map.of(
                "/a",
                (_, response) -> {
                  response.sendRedirect("/b");
                  await(released);
                },
                "/b",
                (_, response) -> {
                  response.getWriter().write("b");
                  released.countDown();
                }));
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));
      assertEquals(302, peer.answer(1).status());
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/b", Map.of()), NOTHING));

      assertEquals("b", peer.answer(1).body());
    }
  }

  @Test
  void aForwardIsAnsweredByItsTarget() throws Exception {
    server =
        ServletServer.start(
            folder,
            Map.of(
                "/a",
                (request, response) ->
                    request.getRequestDispatcher("/b").forward(request, response),
                "/b",
                (_, response) -> response.getWriter().write("b")));

    assertEquals("b", server.get("/a").body());
  }

  @Test
  void anExceptionBeforeTheFirstByteIsA500() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.getOutputStream().print("half");
              throw new IllegalStateException("on purpose");
            });

    assertEquals(500, answer.status());
    assertFalse(answer.body().contains("half"), answer.body());
  }

  @Test
  void anExceptionAfterTheFirstByteCutsTheResponseShortVisibly() throws Exception {
    serve(
        (_, response) -> {
          response.getOutputStream().print("half");
          response.flushBuffer();
          throw new IllegalStateException("on purpose");
        });

    assertTruncated("half");
  }

  @Test
  void fewerBytesThanDeclaredAreNoResponse() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setContentLength(100);
              response.getOutputStream().print("half");
            });

    assertEquals(500, answer.status());
  }

  @Test
  void fewerBytesThanDeclaredCutAResponseThatHasBegunShortVisibly() throws Exception {
    serve(
        (_, response) -> {
          response.setContentLength(100);
          response.getOutputStream().print("half");
          response.flushBuffer();
        });

    assertTruncated("half");
  }

  /** Without a length, only a broken record tells nginx that the end is not the end. */
  private void assertTruncated(String beginning) throws IOException {
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, false, ScriptedPeer.get("/a", Map.of()), NOTHING));
      StringBuilder stdout = new StringBuilder();
      boolean broken = false;
      try {
        while (peer.next() instanceof Record.Stdout(int _, var content)) {
          byte[] bytes = new byte[content.remaining()];
          content.get(bytes);
          stdout.append(new String(bytes, ISO_8859_1));
        }
      } catch (ProtocolException | EOFException _) {
        broken = true;
      }
      assertTrue(stdout.toString().endsWith("\r\n\r\n" + beginning), stdout.toString());
      assertTrue(broken, "the response looks complete");
    }
  }

  @Test
  void moreBytesThanDeclaredAreLeftOut() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setContentLength(4);
              response.getOutputStream().print("half and more");
            });

    assertEquals("half", answer.body());
  }

  @Test
  void cookiesAreSent() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.addCookie(new Cookie("a", "1"));
              response.addCookie(new Cookie("b", "2"));
            });

    assertTrue(answer.stdout().contains("\r\nSet-Cookie: a=1\r\n"), answer.stdout());
    assertTrue(answer.stdout().contains("\r\nSet-Cookie: b=2\r\n"), answer.stdout());
  }

  @Test
  void aHeaderCannotBringLinesOfItsOwn() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setHeader("X-A", "1\r\nSet-Cookie: evil=1");
              response.setHeader("X-B", "1\u010aSet-Cookie: evil=2");
              response.setHeader("Status", "200 evil");
              response.setHeader("Transfer-Encoding", "chunked");
              response.getWriter().write("x");
            });

    assertFalse(answer.stdout().contains("\nSet-Cookie"), answer.stdout());
    assertFalse(answer.stdout().contains("evil\r\n"), answer.stdout());
    assertFalse(answer.stdout().contains("Transfer-Encoding"), answer.stdout());
  }

  @Test
  void aHeadBeyondAllLimitsIsA500() throws Exception {
    Answer answer = answerOf((_, response) -> response.setHeader("X-A", "x".repeat(70_000)));

    assertEquals(500, answer.status());
  }

  @Test
  void aHeadLargerThanABufferIsSent() throws Exception {
    Answer answer =
        answerOf(
            (_, response) -> {
              response.setHeader("X-A", "x".repeat(40_000));
              response.getWriter().write("b");
            });

    assertTrue(answer.stdout().contains("\r\nX-A: " + "x".repeat(40_000) + "\r\n"));
    assertEquals("b", answer.body());
  }

  @Test
  void aCookieThatCannotBeSentCostsNoOther() throws Exception {
    Answer answer;
    try (ServletServer plain =
        ServletServer.start(
            folder,
            exchange -> {
              BrokenCookie broken = new BrokenCookie();
              exchange.setResponseCookie(new CookieImpl("b", "2")).setResponseCookie(broken);
              exchange.setResponseCookie(new CookieImpl("c", "3"));
              broken.fails = true;
              exchange.getResponseSender().send("x");
            },
            UndertowSettings.DEFAULT)) {
      answer = plain.get("/");
    }

    assertEquals(200, answer.status());
    assertTrue(answer.stdout().contains("\r\nSet-Cookie: b=2\r\n"), answer.stdout());
    assertTrue(answer.stdout().contains("\r\nSet-Cookie: c=3\r\n"), answer.stdout());
  }

  /** Good when it is added, not any more when it is to be sent. */
  private static final class BrokenCookie extends CookieImpl {
    private boolean fails;

    BrokenCookie() {
      super("a", "1");
    }

    @Override
    public String getValue() {
      if (fails) {
        throw new IllegalArgumentException("on purpose");
      }
      return super.getValue();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("request threads must not be interrupted", e);
    }
  }

  @ParameterizedTest
  @CsvSource({"en, en", "de-CH, de-CH", "'', none"})
  void aLocaleWithoutACountryIsALanguageNonetheless(String locale, String expected)
      throws Exception {
    Answer answer = answerOf((_, response) -> response.setLocale(Locale.forLanguageTag(locale)));
    String language =
        answer
            .stdout()
            .lines()
            .filter(line -> line.startsWith("Content-Language: "))
            .findFirst()
            .map(line -> line.substring("Content-Language: ".length()))
            .orElse("none");
    assertEquals(expected, language, answer.stdout());
  }
}
