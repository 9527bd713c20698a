package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.as;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a request comes to nothing, the first that its front end hears is a {@code Status} of 400
 * or more: some take a request that ends without one for a success, and one takes it for a
 * permission.
 */
@Timeout(60)
class FirstRecordTest {
  private static final EnumSet<Role> ROLES =
      EnumSet.of(Role.RESPONDER, Role.AUTHORIZER, Role.FILTER);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private Endpoint serve(Application application, Limits limits) throws IOException {
    return fcgi.serve(as(ROLES, application), limits, Threads.defaults());
  }

  private static byte[] request(int id, Role role) {
    return ScriptedPeer.join(
        ScriptedPeer.head(id, role, true, ScriptedPeer.get("/auth/check", NO_MORE)),
        role == Role.AUTHORIZER ? NOTHING : ScriptedPeer.record(RecordType.STDIN, id, NOTHING));
  }

  static Stream<Arguments> hopeless() {
    return ROLES.stream()
        .flatMap(
            role ->
                HopelessRequests.as(role).entrySet().stream()
                    .map(request -> arguments(role, request.getKey(), request.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hopeless")
  void ofWhatIsRefused(Role role, String problem, byte[] request) throws IOException {
    Endpoint endpoint =
        serve((_, response) -> ServedApplication.answer(response, problem), Limits.DEFAULT);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request);
      assertTrue(peer.firstStatus(1) >= 400);
    }
  }

  static Stream<Arguments> failures() {
    Map<String, Application> failures = new LinkedHashMap<>();
    failures.put("an exception", (_, _) -> fail(new IllegalStateException("by the test")));
    failures.put("an error", (_, _) -> fail(new StackOverflowError("by the test")));
    failures.put("a lost memory", (_, _) -> fail(new OutOfMemoryError("by the test")));
    failures.put("an I/O exception", (_, _) -> throwIo());
    failures.put("no answer", (_, response) -> response.end(text(""), text("")));
    failures.put("an answer given up", (_, response) -> response.truncate());
    failures.put("a denial", (_, response) -> response.deny());
    return ROLES.stream()
        .flatMap(
            role ->
                failures.entrySet().stream()
                    .map(failure -> arguments(role, failure.getKey(), failure.getValue())));
  }

  private static void throwIo() throws IOException {
    throw new IOException("by the test");
  }

  private static <T extends Throwable> void fail(T cause) throws T {
    throw cause;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("failures")
  void ofWhatAnApplicationFailsToAnswer(Role role, String failure, Application application)
      throws IOException {
    Endpoint endpoint = serve(application, Limits.DEFAULT);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, role));
      assertTrue(peer.firstStatus(1) >= 400, failure);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"RESPONDER", "AUTHORIZER", "FILTER"})
  void ofWhatIsOneTooMany(Role role) throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Application holds =
        (request, response) -> {
          ServedApplication.await(goOn);
          ServedApplication.answer(response, "done " + request.id());
        };
    try {
      ofOneTooMany(role, serve(holds, new Limits(10, 1, 10, 0, PairLimits.DEFAULT, 5000, 0)));
      fcgi.server().close();
      ofOneTooMany(role, serve(holds, new Limits(10, 10, 1, 0, PairLimits.DEFAULT, 5000, 0)));
    } finally {
      goOn.countDown();
    }
  }

  private static void ofOneTooMany(Role role, Endpoint endpoint) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, Role.RESPONDER), request(2, role));
      assertTrue(peer.firstStatus(2) >= 400);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"RESPONDER", "AUTHORIZER", "FILTER"})
  void ofWhatComesTooLate(Role role) throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
            (_, response) -> {
              ServedApplication.await(goOn);
              ServedApplication.answer(response, "done");
            },
            Limits.DEFAULT);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      // parameters that cannot be read let the connection come to its end
      peer.send(
          request(2, Role.RESPONDER),
          HopelessRequests.as(Role.RESPONDER).get("half a pair"),
          request(3, role));
      assertTrue(peer.firstStatus(3) >= 400);
    } finally {
      goOn.countDown();
    }
  }
}
