package io.culvert.connector.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer;
import io.culvert.connector.wire.EncodedPairs;
import io.culvert.connector.wire.RecordType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a servlet sees of what a front end says. Cases 50 to 62 and 82 to 84. */
@Timeout(60)
class RequestMappingTest {
  private static final byte[] NOTHING = {};
  private static final Map<String, String> NO_MORE = Map.of();

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  @BeforeEach
  void serve() throws Exception {
    server = ServletServer.start(folder, Map.of("/*", RequestMappingTest::describe));
  }

  private static void describe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("path=" + request.getServletPath() + request.getPathInfo());
    lines.add("query=" + request.getQueryString());
    lines.add("length=" + request.getContentLengthLong());
    lines.add("type=" + request.getContentType());
    lines.add("server=" + request.getServerName() + ":" + request.getServerPort());
    lines.add("secure=" + request.isSecure());
    lines.add("user=" + request.getRemoteUser());
    for (String name : Collections.list(request.getHeaderNames())) {
      lines.add("header " + name + "=" + Collections.list(request.getHeaders(name)));
    }
    lines.add("body=" + request.getInputStream().readAllBytes().length);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(String.join("\n", lines) + "\n");
  }

  private String get(String uri, Map<String, String> more) throws IOException {
    Answer answer = server.request("GET", uri, more, NOTHING);
    assertEquals(200, answer.status(), answer.stdout());
    return answer.body();
  }

  private Answer raw(List<String> namesAndValues, byte[] body) throws IOException {
    try (ScriptedPeer peer = server.connect()) {
      byte[] pairs = EncodedPairs.of(namesAndValues.toArray(String[]::new)).bytes();
      peer.send(
          RawRecord.begin(1, false),
          ScriptedPeer.stream(RecordType.PARAMS, 1, pairs),
          RawRecord.plain(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.stream(RecordType.STDIN, 1, body),
          RawRecord.plain(RecordType.STDIN, 1, NOTHING));
      return peer.answer(1);
    }
  }

  private static void assertTold(String told, String line) {
    assertTrue(told.contains(line + "\n"), () -> "no '" + line + "' in: " + told);
  }

  @Test
  void nginxsEmptyLengthAndTypeAreNone() throws IOException {
    String told = get("/", Map.of("CONTENT_LENGTH", "", "CONTENT_TYPE", ""));
    assertTold(told, "length=-1");
    assertTold(told, "type=null");
    assertTold(told, "body=0");
  }

  @Test
  void aBodyOfUnknownLengthEndsWhereItEnds() throws IOException {
    List<String> params =
        List.of(
            "REQUEST_METHOD", "POST",
            "REQUEST_URI", "/",
            "SERVER_PROTOCOL", "HTTP/1.1",
            "HTTP_HOST", "h",
            "HTTP_TRANSFER_ENCODING", "chunked");
    String told = raw(params, new byte[3 * 8192]).body();
    assertTold(told, "body=24576");
    assertFalse(told.contains("Transfer-Encoding"), told);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 200",
    "'', 200",
    "0, 200",
    "5x, 400",
    "+5, 400",
    "99999999999999999999, 400",
    "-2, 400"
  })
  void aLengthIsANumberOrUnknownOrRefused(String length, int status) throws IOException {
    Map<String, String> more = Map.of("CONTENT_LENGTH", length);
    assertEquals(status, server.request("POST", "/", more, NOTHING).status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, http://h/a%20b?q, /a b, q",
    "GET, /a%20b?q=%20, /a b, q=%20",
    "GET, /%C3%A4, /\u00e4, null",
    "GET, //a///b, /a/b, null",
  })
  void theTargetIsTakenFromWhatTheClientSent(String method, String uri, String path, String query)
      throws IOException {
    String told =
        new String(
            server.request(method, uri, NO_MORE, NOTHING).body().getBytes(ISO_8859_1), UTF_8);
    assertTold(told, "path=" + path);
    assertTold(told, "query=" + query);
  }

  @Test
  void theAsteriskOfOptionsIsServed() throws IOException {
    assertEquals(200, server.request("OPTIONS", "*", NO_MORE, NOTHING).status());
  }

  @ParameterizedTest
  @EnumSource
  void everyFrontEndsRequestIsTheSame(FrontEnd frontEnd) throws IOException {
    Answer answer = raw(frontEnd.params(), new byte[17]);
    String told = new String(answer.body().getBytes(ISO_8859_1), UTF_8);
    assertTold(told, "path=/shop/\u00e4 b/item");
    assertTold(told, "query=q=a%26b");
    assertTold(told, "length=17");
    assertTold(told, "type=application/json");
    assertTold(told, "server=shop.example:8443");
    assertTold(told, "secure=true");
    assertTold(told, "user=null");
    assertTold(told, "header Cookie=[a=1; b=2]");
    assertTold(told, "body=17");
  }

  @ParameterizedTest
  @CsvSource({
    "/ctx/..;/manager, 400",
    "/ctx/%2e%2e/WEB-INF/web.xml, 400",
    "/a%2Fb, 400",
    "/a%00, 400",
    "/%c0%af, 400",
    "/a/../b, 200",
    "/../a, 400",
    "/a%5Cb, 400",
    "/a%0ab, 400",
  })
  void aPathThatMeansTwoThingsIsRefused(String uri, int status) throws IOException {
    assertEquals(status, server.request("GET", uri, NO_MORE, NOTHING).status());
  }

  @Test
  void withoutAHostTheFrontEndsOwnNameCounts() throws IOException {
    List<String> params =
        List.of(
            "REQUEST_METHOD", "GET",
            "REQUEST_URI", "/",
            "SERVER_PROTOCOL", "HTTP/1.0",
            "SERVER_NAME", "own.example",
            "SERVER_PORT", "8081");
    assertTold(raw(params, NOTHING).body(), "server=own.example:8081");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_", "h:8080", "", "~^(www\\.)?.+$"})
  void withAHostTheFrontEndsOwnNameDoesNotCount(String name) throws IOException {
    String told = get("/", Map.of("HTTP_HOST", "client.example", "SERVER_NAME", name));
    assertTold(told, "server=client.example:80");
  }

  @ParameterizedTest
  @CsvSource({"on, true", "ON, true", "1, true", "off, false", "OFF, false", "'', false"})
  void httpsIsOnUnlessItIsOffOrEmpty(String https, boolean secure) throws IOException {
    assertTold(get("/", Map.of("HTTPS", https)), "secure=" + secure);
    assertTold(get("/", NO_MORE), "secure=false");
  }

  @Test
  void aUserWhomNobodyMayHaveVerifiedIsNone() throws IOException {
    assertTold(get("/", Map.of("REMOTE_USER", "root", "AUTH_TYPE", "Basic")), "user=null");
  }

  @Test
  void fieldsThatBelongToTheFrontEndAreNotSeen() throws IOException {
    Map<String, String> fields =
        Map.of(
            "HTTP_PROXY", "http://evil.example",
            "HTTP_CONTENT_LENGTH", "999",
            "HTTP_EXPECT", "100-continue",
            "HTTP_CONNECTION", "close",
            "HTTP_TE", "trailers",
            "HTTP_UPGRADE", "h2c");
    Answer answer = server.request("GET", "/", fields, NOTHING);
    assertEquals(200, answer.status()); // and not 100
    for (String name : List.of("Proxy", "999", "Expect", "Connection", "TE=", "Upgrade")) {
      assertFalse(answer.body().contains(name), name + " in " + answer.body());
    }
  }

  @Test
  void aFieldThatComesTwiceHasTwoValues() throws IOException {
    List<String> params =
        List.of(
            "REQUEST_METHOD", "GET",
            "REQUEST_URI", "/",
            "SERVER_PROTOCOL", "HTTP/1.1",
            "HTTP_HOST", "h",
            "HTTP_COOKIE", "a=1",
            "HTTP_X_A", "1",
            "HTTP_COOKIE", "b=2",
            "HTTP_X_A", "2");
    String told = raw(params, NOTHING).body();
    assertTold(told, "header Cookie=[a=1, b=2]");
    assertTold(told, "header X-A=[1, 2]");
  }

  @Test
  void aNameThatIsNoneIsIgnoredAndAValueThatIsNoneIsRefused() throws IOException {
    assertFalse(get("/", Map.of("HTTP_A B", "x")).contains("A B"));
    assertEquals(400, server.request("GET", "/", Map.of("HTTP_A", "x\ny"), NOTHING).status());
    assertEquals(400, server.request("GET", "/", Map.of("HTTP_A", "x\0y"), NOTHING).status());
  }

  @Test
  void namesThatOnlyHttpdKnowsDoNotMatter() throws IOException {
    String told = get("/", Map.of("proxy-sendcl", "1", "no-gzip", "1", "path.info", "x"));
    assertFalse(told.contains("sendcl"), told);
  }

  @Test
  void withoutAMethodThereIsNoRequest() throws IOException {
    assertEquals(400, raw(List.of("REQUEST_URI", "/"), NOTHING).status());
    assertEquals(400, raw(List.of(), NOTHING).status());
  }

  @Test
  void scriptNameAndPathInfoStandInForAMissingTarget() throws IOException {
    List<String> params =
        List.of(
            "REQUEST_METHOD", "GET",
            "SCRIPT_NAME", "/a b",
            "PATH_INFO", "/c%d",
            "QUERY_STRING", "q=1",
            "SERVER_PROTOCOL", "HTTP/1.1",
            "HTTP_HOST", "h");
    String told = raw(params, NOTHING).body();
    assertTold(told, "path=/a b/c%d");
    assertTold(told, "query=q=1");
  }
}
