package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;

/** Paths and queries, which must arrive as the client spelt them. */
final class PathScenarios {
  private PathScenarios() {}

  static List<Scenario> all() {
    return List.of(
        arrives("a blank, `%20`", "/some%20path", "/some path"),
        arrives("UTF-8, `%C3%A4`", "/%C3%A4", "/\u00e4"),
        arrives("a path parameter, `;v=1`", "/a;v=1/b", "/a/b"),
        arrives("a plus sign", "/a+b", "/a+b"),
        arrives("encoded twice, `%2525`", "/%2525", "/%25"),
        Scenario.of("an encoded slash, `%2F`, is refused: 400", PathScenarios::encodedSlash),
        Scenario.of("the query as it was sent", PathScenarios::query),
        Scenario.of("a whole URL as request target", PathScenarios::absolute));
  }

  /** Answers the status if it is none of success. */
  private static Scenario arrives(String title, String spelling, String decoded) {
    return Scenario.of(
        title,
        door -> {
          try (Visitor visitor = door.stranger()) {
            HttpResponse<String> page = visitor.get("/request" + spelling);
            if (page.statusCode() != 200) {
              return Integer.toString(page.statusCode());
            }
            assertEquals("/request" + spelling, Visitor.fact(page, "Request URI").orElse(""));
            assertEquals(decoded, Visitor.fact(page, "Path info").orElse(""));
            return Scenario.YES;
          }
        });
  }

  private static String encodedSlash(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      int status = visitor.get("/request/a%2Fb").statusCode();
      return status == 400 ? Scenario.YES : Integer.toString(status);
    }
  }

  private static String query(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      String query = "a=1&a=%3C2&b=%2520&c=+;x&d&e=%C3%A4?/";
      HttpResponse<String> page = visitor.get("/request/x?" + query);
      assertEquals(query, Visitor.fact(page, "Query string").orElse(""));
      assertEquals("1, <2", Visitor.fact(page, "a").orElse(""));
      assertEquals("%20", Visitor.fact(page, "b").orElse(""));
      return Scenario.YES;
    }
  }

  /** RFC 9112 §3.2.2: what proxies are sent. */
  private static String absolute(Door door) throws Exception {
    String answer = RawHttp.get(door.port(), "http://localhost/request/some%20path?a=1");
    assertEquals(200, RawHttp.status(answer), answer);
    assertEquals(true, answer.contains("\nRequest URI: /request/some%20path\n"), answer);
    assertEquals(true, answer.contains("\nQuery string: a=1\n"), answer);
    return Scenario.YES;
  }
}
