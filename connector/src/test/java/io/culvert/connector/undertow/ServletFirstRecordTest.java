package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.culvert.connector.HopelessRequests;
import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first that is heard of a request that comes to nothing, with servlets in between. */
@Timeout(60)
class ServletFirstRecordTest {
  private static final byte[] NOTHING = {};
  private static final List<Role> ROLES = List.of(Role.RESPONDER, Role.AUTHORIZER, Role.FILTER);
  private static final UndertowSettings SETTINGS =
      UndertowSettings.DEFAULT
          .withRoles(new PlayedRoles(Optional.of("/auth/check"), true))
          .withMaxEntitySize(1000);

  @TempDir Path folder;

  private int firstStatus(Service service, byte[] request) throws Exception {
    try (ServletServer server =
            ServletServer.start(
                folder, Map.of("/auth/check", service), SETTINGS, UnaryOperator.identity());
        ScriptedPeer peer = server.connect()) {
      peer.send(request);
      return peer.firstStatus(1);
    }
  }

  private static byte[] request(Role role, Map<String, String> more) {
    Map<String, String> params = ScriptedPeer.get("/auth/check", Map.of("FCGI_DATA_LENGTH", "9"));
    params.putAll(more);
    return ScriptedPeer.join(
        ScriptedPeer.head(1, role, true, params),
        role == Role.AUTHORIZER ? NOTHING : ScriptedPeer.record(RecordType.STDIN, 1, NOTHING));
  }

  static Stream<Arguments> refused() {
    Map<String, Map<String, String>> params = new LinkedHashMap<>();
    params.put("no method", Map.of("REQUEST_METHOD", ""));
    params.put("no such method", Map.of("REQUEST_METHOD", "GE T"));
    params.put("no path", Map.of("REQUEST_URI", ""));
    params.put("no such path", Map.of("REQUEST_URI", "auth/check"));
    params.put("a path above the root", Map.of("REQUEST_URI", "/../auth/check"));
    params.put("a path with two meanings", Map.of("REQUEST_URI", "/a/..;/auth/check"));
    params.put("a path with NUL", Map.of("REQUEST_URI", "/auth/check%00"));
    params.put("a path that is no UTF-8", Map.of("REQUEST_URI", "/auth/%c0%af"));
    params.put("no such host", Map.of("HTTP_HOST", "a b"));
    params.put("a field with a line break", Map.of("HTTP_X", "a\r\nb: c"));
    params.put("no such length", Map.of("CONTENT_LENGTH", "5x"));
    params.put("too great a length", Map.of("CONTENT_LENGTH", "1001"));
    return ROLES.stream()
        .flatMap(
            role ->
                Stream.concat(
                    HopelessRequests.as(role).entrySet().stream()
                        .map(each -> arguments(role, each.getKey(), each.getValue())),
                    params.entrySet().stream()
                        .map(
                            each ->
                                arguments(role, each.getKey(), request(role, each.getValue())))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void ofWhatIsRefused(Role role, String problem, byte[] request) throws Exception {
    int status = firstStatus((_, response) -> response.getWriter().print(problem), request);
    assertTrue(status >= 400, role + " was answered " + status);
  }

  @Test
  void whatIsNoAcceptableHttpRequestIsCountedAsThat() throws Exception {
    Service service = (_, response) -> response.getWriter().print("well");
    try (ServletServer server =
            ServletServer.start(
                folder, Map.of("/auth/check", service), SETTINGS, UnaryOperator.identity());
        ScriptedPeer peer = server.connect()) {
      peer.send(request(Role.RESPONDER, Map.of("REQUEST_URI", "/auth/check%00")));
      assertEquals(400, peer.firstStatus(1));
      assertEquals(1, server.monitor().refusalsByCause().get(RefusalCause.NOT_HTTP));
      assertEquals(Map.of(400, 1L), server.monitor().refusals());
    }
  }

  static Stream<Arguments> failures() {
    Map<String, Service> failures = new LinkedHashMap<>();
    failures.put("an exception", (_, _) -> fail(new IllegalStateException("by the test")));
    failures.put("an error", (_, _) -> fail(new StackOverflowError("by the test")));
    failures.put("an I/O exception", (_, _) -> throwIo());
    failures.put("an error page", (_, response) -> response.sendError(503));
    failures.put("a timeout", (request, _) -> request.startAsync().setTimeout(1));
    failures.put("too long a head", (_, response) -> response.setHeader("Variable-X", tooLong()));
    failures.put(
        "an exception in a task",
        (request, _) -> {
          request.startAsync().setTimeout(1);
          request.getAsyncContext().start(() -> fail(new IllegalStateException("by the test")));
        });
    return ROLES.stream()
        .flatMap(
            role ->
                failures.entrySet().stream()
                    .map(failure -> arguments(role, failure.getKey(), failure.getValue())));
  }

  private static String tooLong() {
    return "x".repeat(100_000);
  }

  private static void throwIo() throws IOException {
    throw new IOException("by the test");
  }

  private static <T extends Throwable> void fail(T cause) throws T {
    throw cause;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("failures")
  void ofWhatAServletFailsToAnswer(Role role, String failure, Service service) throws Exception {
    int status = firstStatus(service, request(role, Map.of()));
    assertTrue(status >= 400, role + " was answered " + status);
  }
}
