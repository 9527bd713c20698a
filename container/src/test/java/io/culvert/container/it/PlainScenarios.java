package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Requests and responses without much of a body. */
final class PlainScenarios {
  private static final List<Integer> COOKIES = List.of(4, 7, 12, 24, 48, 96);

  private PlainScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of("GET", PlainScenarios::get),
        Scenario.of("HEAD: the header of GET, no body", PlainScenarios::head),
        Scenario.of("`Content-Length` reaches the client", PlainScenarios::length),
        Scenario.of("204 and 304 have no body", PlainScenarios::bodiless),
        Scenario.of("201, 303 and 307 with a `Location`", PlainScenarios::redirects),
        Scenario.of("cookies set one by one", PlainScenarios::cookies),
        Scenario.of("4 KiB of request header fields", PlainScenarios::fields),
        cookies("the longest `Cookie` of 4, 7, 12, 24, 48, 96 KiB"),
        Scenario.of("8 KiB of response header fields", door -> responseFields(door, 8)),
        Scenario.of("32 KiB of response header fields", door -> responseFields(door, 32))
            .except(
                FrontEnd.NGINX,
                "502",
                "`fastcgi_buffer_size`, which is printed as 16 KiB and otherwise 4 KiB.")
            .except(FrontEnd.HAPROXY, "502", "`tune.bufsize`, 16 KiB."),
        Scenario.of("24 requests at once", PlainScenarios::crowd));
  }

  private static Scenario cookies(String title) {
    return Scenario.of(title, PlainScenarios::cookie)
        .except(FrontEnd.NGINX, "7 KiB", "`large_client_header_buffers`, 8 KiB; then 400.")
        .except(FrontEnd.LIGHTTPD, "7 KiB", "`server.max-request-field-size`, 8 KiB; then 431.")
        .except(FrontEnd.APACHE, "7 KiB", "`LimitRequestFieldSize`, 8190 bytes; then 400.")
        .except(
            FrontEnd.HAPROXY, "12 KiB", "`tune.bufsize`, 16 KiB for the whole header; then 400.")
        .except(
            FrontEnd.CADDY,
            "48 KiB, longer ones cut",
            "Caddy cuts a value that does not fit in a record, without a word.");
  }

  private static String get(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      HttpResponse<String> page = visitor.get("/hello?name=Ada");
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("Hello, Ada!"), page.body());
      assertTrue(page.body().stripTrailing().endsWith("</html>"), page.body());
      return Scenario.YES;
    }
  }

  private static String head(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      HttpResponse<String> head = visitor.head("/assets/lines.txt");
      HttpResponse<String> get = visitor.get("/assets/lines.txt");
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      for (String name : List.of("Content-Type", "ETag", "Last-Modified")) {
        assertEquals(get.headers().firstValue(name), head.headers().firstValue(name), name);
        assertTrue(head.headers().firstValue(name).isPresent(), name);
      }
      return Scenario.YES;
    }
  }

  private static String length(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      String path = "/download?bytes=100000";
      boolean head = has(visitor.head(path), 100_000);
      HttpResponse<String> get = visitor.get(path);
      assertEquals(100_000, get.body().length());
      return has(get, 100_000) ? head ? Scenario.YES : "of GET" : head ? "of HEAD" : "no";
    }
  }

  private static boolean has(HttpResponse<String> response, long length) {
    return response.headers().firstValueAsLong("Content-Length").orElse(-1) == length;
  }

  private static String bodiless(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      for (int code : List.of(204, 304)) {
        HttpResponse<String> page = visitor.get("/gate/status?code=" + code);
        assertEquals(code, page.statusCode());
        assertEquals("", page.body());
      }
      return Scenario.YES;
    }
  }

  private static String redirects(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      List<Integer> codes = new ArrayList<>();
      for (int code : List.of(201, 303, 307)) {
        HttpResponse<String> page = visitor.get("/gate/status?location=/there&code=" + code);
        assertTrue(page.headers().firstValue("Location").orElse("").endsWith("/there"));
        codes.add(page.statusCode());
      }
      return codes.equals(List.of(201, 303, 307)) ? Scenario.YES : codes.toString();
    }
  }

  private static String cookies(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      List<String> cookies = visitor.get("/gate/status?code=200").headers().allValues("Set-Cookie");
      assertEquals(List.of("first=1", "second=2"), cookies);
      return Scenario.YES;
    }
  }

  private static String fields(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      HttpRequest.Builder request = visitor.request("/gate/lengths");
      for (int field = 0; field < 16; field++) {
        request.header("X-Field-" + field, "v".repeat(256));
      }
      assertEquals("fields 4096 cookie 0", visitor.send(request).body());
      return Scenario.YES;
    }
  }

  /** Beyond what it takes a web server should refuse, and not leave out or cut. */
  private static String cookie(Door door) throws Exception {
    int longest = 0;
    for (int kibibytes : COOKIES) {
      String answer = cookieOf(door, kibibytes * 1024);
      int status = RawHttp.status(answer);
      if (status >= 400 && status < 600) {
        break;
      }
      if (!answer.contains("fields 0 cookie " + kibibytes * 1024)) {
        return longest + " KiB, longer ones cut";
      }
      longest = kibibytes;
    }
    return longest + " KiB";
  }

  private static String cookieOf(Door door, int length) throws IOException {
    try (RawHttp http = RawHttp.connect(door.port())) {
      String cookie = "c=" + "v".repeat(length - 2);
      http.send(
          "GET /gate/lengths HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: "
              + cookie
              + "\r\n\r\n");
      return http.answer();
    }
  }

  private static String responseFields(Door door, int kibibytes) throws Exception {
    try (Visitor visitor = door.stranger()) {
      HttpResponse<String> page = visitor.get("/gate/fields?bytes=" + kibibytes * 1024);
      if (page.statusCode() != 200) {
        return Integer.toString(page.statusCode());
      }
      for (int field = 0; field < kibibytes; field++) {
        assertEquals(1024, page.headers().firstValue("X-Field-" + field).orElse("").length());
      }
      return Scenario.YES;
    }
  }

  /** All are in their servlets before the first goes on. */
  private static String crowd(Door door) throws Exception {
    try (Gate gate = Gate.open();
        Visitor visitor = door.stranger()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int request = 0; request < 24; request++) {
        answers.add(visitor.begin("/gate/hold" + gate.query()));
      }
      List<Gate.Held> held = new ArrayList<>();
      for (int request = 0; request < 24; request++) {
        held.add(gate.awaitOne());
      }
      for (Gate.Held page : held) {
        page.letThrough();
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertEquals("let through", answer.get().body());
      }
      return Scenario.YES;
    }
  }
}
