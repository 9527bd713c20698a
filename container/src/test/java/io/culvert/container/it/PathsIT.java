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
    Door door = shared.get();
    PrivatePaths.assertNoneIsServed(door.port());
  }

  @Test
  void climbingOutOfTheRootIsRefused() throws Exception {
    Door door = shared.get();
    for (String path :
        List.of(
            "/../etc/passwd",
            "/assets/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..;/etc/passwd",
            "/assets/..;/..;/etc/passwd",
            "/..%2fetc/passwd",
            "/%2e%2e%5cetc%5cpasswd")) {
      String answer = RawHttp.get(door.port(), path);
      assertTrue(
          PrivatePaths.REFUSALS.contains(RawHttp.status(answer)), () -> path + ": " + answer);
      assertFalse(answer.contains("root:"), () -> path + ": " + answer);
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
