package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The sample's pages, as clients of real web servers see them. */
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(Sites.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FrontEndsIT {
  private final SharedSite shared;
  private Door door;
  private Visitor visitor;

  FrontEndsIT(SharedSite shared) {
    this.shared = shared;
  }

  @BeforeEach
  void visit() throws IOException, InterruptedException {
    door = shared.get();
    visitor = door.stranger();
  }

  @AfterEach
  void leave() {
    if (visitor != null) {
      visitor.close();
    }
  }

  @Test
  void theFrontPageLinksTheOthers() throws Exception {
    HttpResponse<String> page = visitor.get("/");
    assertEquals(200, page.statusCode());
    assertEquals("text/html;charset=utf-8", type(page));
    assertTrue(page.body().contains("href=\"/hello.jsp\""), page.body());
    assertTrue(page.body().stripTrailing().endsWith("</html>"), page.body());
  }

  @Test
  void servletAndJspAndJsonGreetByNameAndEscapeIt() throws Exception {
    HttpResponse<String> servlet = visitor.get("/hello?name=%3CAda%3E%C3%A4");
    HttpResponse<String> jsp = visitor.get("/hello.jsp?name=%3CAda%3E%C3%A4");
    HttpResponse<String> json = visitor.get("/hello.json?name=%3CAda%3E");
    assertAll(
        () -> assertTrue(servlet.body().contains("Hello, &lt;Ada&gt;\u00e4!"), servlet.body()),
        () -> assertTrue(jsp.body().contains("Hello, &lt;Ada&gt;\u00e4!"), jsp.body()),
        () -> assertEquals("{\"hello\":\"\\u003cAda\\u003e\"}\n", json.body()),
        () -> assertEquals("application/json;charset=utf-8", type(json)));
  }

  @Test
  void aSessionCountsTheVisitsOfWhoeverReturnsItsCookie() throws Exception {
    try (Visitor regular = door.regular()) {
      for (int visit = 1; visit <= 3; visit++) {
        HttpResponse<String> counted = regular.post("/session", Visitor.FORM, "action=visit");
        assertEquals(303, counted.statusCode());
        assertTrue(counted.headers().firstValue("Location").orElse("").endsWith("/session"));
        String page = regular.get("/session").body();
        assertTrue(page.contains("<dd class=\"big\">" + visit + "</dd>"), page);
      }
    }
    HttpResponse<String> stranger = visitor.get("/session");
    assertTrue(stranger.body().contains("You have no session"), stranger.body());
    assertEquals(List.of(), stranger.headers().allValues("Set-Cookie"));
  }

  @Test
  void aSessionsCookieCannotBeReadByScripts() throws Exception {
    HttpResponse<String> counted = visitor.post("/session", Visitor.FORM, "action=visit");
    List<String> cookies = counted.headers().allValues("Set-Cookie");
    assertEquals(1, cookies.size(), cookies.toString());
    assertTrue(cookies.getFirst().contains("HttpOnly"), cookies.toString());
    assertTrue(cookies.getFirst().contains("SameSite=Lax"), cookies.toString());
  }

  @Test
  void asynchronousPagesCompleteAndTimeOut() throws Exception {
    HttpResponse<String> completed = visitor.get("/async?ms=20");
    assertEquals(200, completed.statusCode());
    assertEquals("completed", Visitor.fact(completed, "Outcome").orElse(""));
    HttpResponse<String> late = visitor.get("/async?ms=30000&timeout=100");
    assertEquals(503, late.statusCode());
    assertEquals("timed out", Visitor.fact(late, "Outcome").orElse(""));
  }

  @Test
  void missingPagesGetTheApplicationsErrorPage() throws Exception {
    for (String path : List.of("/nothing/here", "/nothing.jsp", "/fail?how=404")) {
      HttpResponse<String> page = visitor.get(path, "Accept", "text/html");
      assertEquals(404, page.statusCode(), path);
      assertTrue(page.body().contains("Nothing is here"), path + ": " + page.body());
    }
  }

  @Test
  void failuresGetTheErrorPageWithoutTheExceptionsText() throws Exception {
    for (String how : List.of("500", "exception", "checked")) {
      HttpResponse<String> page = visitor.get("/fail?how=" + how);
      assertEquals(500, page.statusCode(), how);
      assertTrue(page.body().contains("That went wrong"), how + ": " + page.body());
      assertFalse(page.body().contains("on purpose"), how + ": " + page.body());
    }
  }

  @Test
  void partsOfStaticFilesCanBeHad() throws Exception {
    HttpResponse<String> part = visitor.get("/assets/lines.txt", "Range", "bytes=64-127");
    assertEquals(206, part.statusCode());
    assertEquals("bytes 64-127/65536", part.headers().firstValue("Content-Range").orElse("(none)"));
    assertEquals("byte 000000000064 line 000000000002 of the numbered sample text\n", part.body());
    HttpResponse<String> beyond = visitor.get("/assets/lines.txt", "Range", "bytes=65536-");
    assertEquals(416, beyond.statusCode());
  }

  @Test
  void unchangedStaticFilesAreNotSentAgain() throws Exception {
    HttpResponse<String> first = visitor.get("/assets/lines.txt");
    assertEquals(65_536, first.body().length());
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = visitor.get("/assets/lines.txt", "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    HttpResponse<String> other = visitor.get("/assets/lines.txt", "If-None-Match", "\"other\"");
    assertEquals(200, other.statusCode());
  }

  @Test
  void theApplicationSeesTheClientNotTheWebServer() throws Exception {
    HttpResponse<String> page = visitor.get("/request/x", "X-Forwarded-For", "192.0.2.1");
    String remote = Visitor.fact(page, "Remote address").orElse("");
    assertTrue(remote.startsWith("127.0.0.1:"), remote);
    assertEquals("127.0.0.1:" + door.port(), Visitor.fact(page, "Server").orElse(""));
    assertEquals("http", Visitor.fact(page, "Scheme").orElse(""));
    assertEquals("HTTP/1.1", Visitor.fact(page, "Protocol").orElse(""));
  }

  @Test
  void cookiesAndQueriesOfFourKibibytesArrive() throws Exception {
    String value = "v".repeat(4096);
    HttpResponse<String> cookies = visitor.get("/request/x", "Cookie", "long=" + value + "; b=2");
    assertEquals("(value not shown)", Visitor.fact(cookies, "Cookie long").orElse("(none)"));
    assertEquals("(value not shown)", Visitor.fact(cookies, "Cookie b").orElse("(none)"));
    HttpResponse<String> query = visitor.get("/request/x?a=" + value);
    assertEquals(value, Visitor.fact(query, "a").orElse("(none)"));
  }

  @Test
  void pagesThatCallTheirOwnServerAllComplete() throws Exception {
    List<Future<Integer>> calls = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 24; call++) {
        calls.add(clients.submit(() -> visitor.get("/self").statusCode()));
      }
    }
    for (Future<Integer> call : calls) {
      assertEquals(200, call.get());
    }
  }

  private static String type(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .orElse("(none)")
        .replace(" ", "")
        .toLowerCase(Locale.ROOT);
  }
}
