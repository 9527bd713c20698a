package io.culvert.connector;

import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that calls its own server a hundred times at once, and waits for all the answers. */
@Timeout(60)
class FcgiSelfCallTest {
  private static final int CALLS = 100;

  /** So often that the page is known for being slow, and is not served on a loop any more. */
  private static final int VISITS = 5;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    if (uri(request).equals("/page")) {
      answer(response, statusesOfManyCalls().toString());
      return;
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    answer(response, "part");
  }

  private Map<Integer, Integer> statusesOfManyCalls() throws IOException {
    List<Future<Integer>> calls = new ArrayList<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLS)) {
      for (int i = 0; i < CALLS; i++) {
        calls.add(callers.submit(() -> call("/part").status()));
      }
      for (Future<Integer> call : calls) {
        counts.merge(call.get(), 1, Integer::sum);
      }
      return counts;
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  private record Answer(int status, String body) {}

  private Answer call(String uri) throws IOException {
    try (FcgiClient client = FcgiClient.connect(UnixDomainSocketAddress.of(fcgi.socket()))) {
      ClientResponse response = client.send(ClientRequest.get(uri));
      return new Answer(
          response.status(),
          new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  private void serve(int running, Duration queue, Threads threads) throws IOException {
    Limits limits =
        new Limits(1000, 128, running, 1000, Limits.DEFAULT.parameters(), 5000, 100_000);
    Timeouts usual = Timeouts.DEFAULT;
    Timeouts timeouts =
        new Timeouts(usual.parameters(), usual.body(), usual.write(), usual.idle(), queue);
    fcgi.serve(this::serve, limits, timeouts, threads);
  }

  private void assertVisits(String body) throws IOException {
    for (int visit = 0; visit < VISITS; visit++) {
      while (fcgi.server().runningRequests() > 0) {
        Thread.onSpinWait(); // the last visit's place is taken for a moment after its answer
      }
      assertEquals(new Answer(200, body), call("/page"));
    }
  }

  @Test
  void isAnsweredOnDefaults() throws IOException {
    fcgi.serve(this::serve);
    assertVisits("{200=100}");
  }

  @Test
  void isAnsweredWithTwoPlatformThreads() throws IOException {
    serve(1000, Duration.ZERO, new Threads(1, 0, 2));
    assertVisits("{200=100}");
  }

  @Test
  void isAnsweredWhereTwoRequestsMayRun() throws IOException {
    serve(2, Duration.ZERO, new Threads(2, 0, 0));
    assertVisits("{200=100}");
  }

  /** The page has the only place, and the others wait for it: only their patience ends that. */
  @Test
  void isToldThatTheServerIsBusyWhereOnlyOneRequestMayRun() throws IOException {
    serve(1, Duration.ofMillis(200), new Threads(2, 0, 0));
    assertVisits("{503=100}");
  }
}
