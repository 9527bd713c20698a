package io.culvert.connector.cgi;

import static io.culvert.connector.cgi.Requests.rejection;
import static io.culvert.connector.cgi.Requests.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  private final Requests requests = new Requests();

  @ParameterizedTest
  @CsvSource({
    "/, '', /, /, ''",
    "/a, '', /a, /a, ''",
    "/a?, '', /a?, /a, ''",
    "/a?b=c, '', /a?b=c, /a, b=c",
    "/a?b=c, b=c, /a?b=c, /a, b=c",
    "/a?b=c, other, /a?b=c, /a, b=c",
    "/a, b=c, /a?b=c, /a, b=c",
    "/a?b?c, '', /a?b?c, /a, b?c",
    "/a%20b;x?y, '', /a%20b;x?y, /a b, y",
    "/?u=http://h/, '', /?u=http://h/, /, u=http://h/",
    "'/?a|b{c}\"<>\\^`', '', '/?a|b{c}\"<>\\^`', /, 'a|b{c}\"<>\\^`'",
    "http://h/a%20b?q, '', /a%20b?q, /a b, q",
    "HTTPS://h, '', /, /, ''",
    "http://h?q, '', /?q, /, q",
    "http://h:80/a, q, /a?q, /a, q",
  })
  void theRequestUriIsSplit(String uri, String query, String whole, String path, String rest) {
    RequestTarget target = target("REQUEST_URI", uri, "QUERY_STRING", query);
    assertEquals(whole, target.uri());
    assertEquals(path, target.path().canonical());
    assertEquals(rest, target.query());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "*",
        "?a",
        "ftp://h/",
        "http:/h",
        "http:///a",
        "://h/",
        "h:443",
        "/a b",
        "/a?b c",
        "/?a#b",
        "/?\u00e4",
        "/\u007f",
        "/?\u007f",
        "/..",
        "http://h/..",
        "http://u@h/",
        "http://h:x/",
        "http://[::1/",
        "http://h;a/b"
      })
  void aTargetThatIsNoneIsRefused(String uri) {
    assertEquals(400, requests.rejectedWith("REQUEST_URI", uri).status());
  }

  @Test
  void theAsteriskIsForOptionsOnly() {
    RequestTarget target = target("REQUEST_METHOD", "OPTIONS", "REQUEST_URI", "*");
    assertTrue(target.isAsterisk());
    assertEquals("*", target.path().canonical());
    assertFalse(target("REQUEST_METHOD", "OPTIONS").isAsterisk());
    assertEquals(400, requests.rejectedWith("REQUEST_METHOD", "GET", "REQUEST_URI", "*").status());
  }

  @Test
  void aPlainTargetWithoutQueryIsOneString() {
    RequestTarget target = target("REQUEST_URI", "/shop/item");
    assertSame(target.uri(), target.path().raw());
    assertSame(target.uri(), target.path().canonical());
  }

  @ParameterizedTest
  @CsvSource({
    "/app, /x, '', /app/x, /app/x",
    "'', /ctx/x, q=1, /ctx/x?q=1, /ctx/x",
    "/a b, '', '', /a%20b, /a b",
    "/100%, /;x?y#z, '', /100%25/%3Bx%3Fy%23z, /100%/;x?y#z",
    "'/\u00c3\u00a4', '', '', /%C3%A4, \u00e4",
  })
  void scriptNameAndPathInfoStandInForAMissingUri(
      String script, String info, String query, String uri, String path) {
    CgiOutcome<String> outcome =
        requests.without(
            "REQUEST_URI", "SCRIPT_NAME", script, "PATH_INFO", info, "QUERY_STRING", query);
    assertEquals(uri, request(outcome).target().uri());
    String expected = path.startsWith("/") ? path : "/" + path;
    assertEquals(expected, request(outcome).target().path().canonical());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/a\\b", "/a\n", "/..", "/\u00ff", "*"})
  void whatStandsInIsCheckedLikeAUri(String script) {
    assertEquals(400, rejection(requests.without("REQUEST_URI", "SCRIPT_NAME", script)).status());
  }

  @Test
  void aMissingUriIsExplainedToTheOperator() {
    assertTrue(rejection(requests.without("REQUEST_URI")).problem().contains("REQUEST_URI"));
  }

  private RequestTarget target(String... namesAndValues) {
    return requests.with(namesAndValues).target();
  }
}
