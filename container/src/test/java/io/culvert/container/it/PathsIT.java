package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Paths on their way through real web servers: what is private stays so in every spelling. */
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(Sites.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PathsIT {
  private final SharedSite shared;

  PathsIT(SharedSite shared) {
    this.shared = shared;
  }

  @Test
  void privateFoldersAreServedInNoSpelling() throws Exception {
    Site site = shared.get();
    PrivatePaths.assertNoneIsServed(site.port());
  }

  @Test
  void climbingOutOfTheRootIsRefused() throws Exception {
    Site site = shared.get();
    for (String path :
        List.of(
            "/../etc/passwd",
            "/assets/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..;/etc/passwd",
            "/assets/..;/..;/etc/passwd",
            "/..%2fetc/passwd",
            "/%2e%2e%5cetc%5cpasswd")) {
      String answer = RawHttp.get(site.port(), path);
      assertTrue(
          PrivatePaths.REFUSALS.contains(RawHttp.status(answer)), () -> path + ": " + answer);
      assertFalse(answer.contains("root:"), () -> path + ": " + answer);
    }
  }

  @Test
  void pathsAreDecodedOnceAndTheQueryIsLeftAlone() throws Exception {
    try (Visitor visitor = shared.get().stranger()) {
      HttpResponse<String> page =
          visitor.get("/request/some%20path;v=1/%C3%A4/%2525?a=1&a=%3C2&b=%2520");
      assertEquals(200, page.statusCode());
      assertEquals("/request", Visitor.fact(page, "Servlet path").orElse(""));
      assertEquals("/some path/\u00e4/%25", Visitor.fact(page, "Path info").orElse(""));
      assertEquals(
          "/request/some%20path;v=1/%C3%A4/%2525", Visitor.fact(page, "Request URI").orElse(""));
      assertEquals("a=1&a=%3C2&b=%2520", Visitor.fact(page, "Query string").orElse(""));
      assertEquals("1, <2", Visitor.fact(page, "a").orElse(""));
      assertEquals("%20", Visitor.fact(page, "b").orElse(""));
    }
  }

  @Test
  void applicationsAreFoundByTheirContextPath() throws Exception {
    try (Visitor visitor = shared.get().stranger();
        Gate gate = Gate.open()) {
      assertEquals(404, visitor.get("/gate/nothing").statusCode());
      assertEquals(404, visitor.get("/gateway").statusCode());
      Future<HttpResponse<String>> answer = visitor.begin("/gate/hold" + gate.query());
      gate.awaitOne().letThrough();
      assertEquals("let through", answer.get().body());
    }
  }
}
