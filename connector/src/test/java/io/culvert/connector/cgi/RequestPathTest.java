package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a",
    "/a/, /a/",
    "/a//b, /a/b",
    "//a, /a",
    "//, /",
    "/a///, /a/",
    "/./a, /a",
    "/a/., /a/",
    "/a/./, /a/",
    "/a/./b, /a/b",
    "/a/.., /",
    "/a/../, /",
    "/a/../b, /b",
    "/a/b/.., /a/",
    "/a/b/../../c, /c",
    "/a//../b, /b",
    "/.hidden, /.hidden",
    "/..., /...",
    "/a/..b/b.., /a/..b/b..",
    "/a.b/c.d, /a.b/c.d",
    "/a;x=1, /a",
    "/a;x=1/b;y, /a/b",
    "/a;, /a",
    "/a;x/../b, /b",
    "/a/;jsessionid=1, /a/",
    "/;jsessionid=1, /",
    "/a%20b, /a b",
    "/%41, /A",
    "/a%3Bb, /a;b",
    "/a%3Fb, /a?b",
    "/a%23b, /a#b",
    "/a%252Fb, /a%2Fb",
    "/a%252e%252e, /a%2e%2e",
    "/%2e%2ea, /..a",
    "/a%2eb, /a.b",
    "/%C3%A4, /ä",
    "/%c3%a4/%E2%82%AC/%F0%9F%98%80, /ä/€/😀",
    "'/a+b,(c)!~*$&=:@|{}^`', '/a+b,(c)!~*$&=:@|{}^`'",
  })
  void aPathHasOneCanonicalForm(String raw, String canonical) {
    RequestPath path = accepted(raw);
    assertEquals(canonical, path.canonical());
    assertEquals(raw, path.raw());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "?/a",
        "/..",
        "/../a",
        "/a/../..",
        "/a/../../b",
        "/./..",
        "/a//../../b",
        "/%2e",
        "/%2E%2E/a",
        "/a/.%2e/b",
        "/a/%2e./b",
        "/a/%2e/b",
        "/ctx/..;/manager",
        "/ctx/..;x=1/manager",
        "/ctx/.;/a",
        "/ctx/.;",
        "/ctx/..;",
        "/ctx/%2e%2e;/a",
        "/ctx/%2e%2e/WEB-INF/web.xml",
        "/;/a",
        "/a/;x/b",
        "/a%2Fb",
        "/a%2fb",
        "/..%2Fb",
        "/a%5Cb",
        "/a%5c..%5cb",
        "/a\\b",
        "/a;x\\y",
        "/a;x=%2F",
        "/a#b",
        "/a;b#c",
        "/a%00",
        "/a%0a",
        "/a%0D%0Ab",
        "/a%1F",
        "/a%7F",
        "/a%C2%85",
        "/a;x=%0a",
        "/a b",
        "/a\tb",
        "/a\u0000",
        "/a\n",
        "/a\u007f",
        "/\u00e4",
        "/a.\u00c3\u00a4",
        "/\u0130",
        "/a%",
        "/a%2",
        "/a%/b",
        "/a%zz",
        "/a%u002e",
        "/a%2\u00b2",
        "/a%2\uff11",
        "/a%+1",
        "/%80",
        "/%C3",
        "/%C3/%A4",
        "/%c0%af",
        "/%c0%ae%c0%ae/a",
        "/%e0%80%af",
        "/%f0%80%80%af",
        "/%ed%a0%80",
        "/%f5%80%80%80",
        "/%ff",
      })
  void aSuspiciousPathIsRefused(String raw) {
    SuspiciousPath refused = assertInstanceOf(SuspiciousPath.class, RequestPath.parse(raw));
    assertTrue(refused.problem().chars().noneMatch(c -> c < ' ' || c == 0x7F), refused.problem());
  }

  @Test
  void aPlainPathIsNotCopied() {
    String raw = "/shop/catalogue/item-42.html";
    assertSame(raw, accepted(raw).canonical());
    assertSame(raw, accepted(raw).raw());
    assertEquals(List.of(), accepted(raw).parameters());
  }

  @Test
  void parametersOfAllSegmentsAreKeptDecodedAndInOrder() {
    assertEquals(
        List.of(
            new PathParameter("v", "1"),
            new PathParameter("empty", ""),
            new PathParameter("jsessionid", "a=b.n1"),
            new PathParameter("", "nameless"),
            new PathParameter("ä", " ")),
        accepted("/a;v=1;;empty/b;jsessionid=a=b.n1/c;=nameless;%C3%A4=%20").parameters());
  }

  @Test
  void parametersOfSegmentsThatVanishAreStillRead() {
    RequestPath path = accepted("/gone;jsessionid=1/../stays");
    assertEquals("/stays", path.canonical());
    assertEquals(List.of(new PathParameter("jsessionid", "1")), path.parameters());
  }

  @Test
  void thereIsAnEndToParameters() {
    assertEquals(100, accepted("/a" + ";x".repeat(100)).parameters().size());
    assertInstanceOf(SuspiciousPath.class, RequestPath.parse("/a" + ";x".repeat(101)));
  }

  @Test
  void whateverIsAcceptedIsCanonicalForGood() {
    String alphabet = "a./;%2e\\";
    for (int number = 0; number < 8 * 8 * 8 * 8 * 8 * 8; number++) {
      StringBuilder raw = new StringBuilder("/");
      for (int rest = number; rest > 0; rest /= 8) {
        raw.append(alphabet.charAt(rest % 8));
      }
      if (RequestPath.parse(raw.toString()) instanceof RequestPath path) {
        assertCanonical(path);
      }
    }
  }

  private static void assertCanonical(RequestPath path) {
    String walled = path.canonical() + "/";
    assertTrue(walled.startsWith("/"), path.raw());
    assertFalse(walled.contains("/../") || walled.contains("/./"), path.raw());
    assertFalse(path.canonical().contains("//") || path.canonical().contains("\\"), path.raw());
  }

  private static RequestPath accepted(String raw) {
    return assertInstanceOf(RequestPath.class, RequestPath.parse(raw), raw);
  }
}
