package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that may be dispatched into another application is one of that application's, too. */
@Timeout(60)
final class VisitsTest {
  private final InFlight host = new InFlight();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private void note(String when) throws InterruptedException {
    seen.add(when + ": " + host.running() + " run, empty " + host.awaitEmpty(Duration.ZERO));
  }

  private void serve(HttpHandler handler) throws Exception {
    Undertow undertow = Undertow.builder().addHttpListener(0, "127.0.0.1", handler).build();
    undertow.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      InetSocketAddress at = (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
      URI uri = URI.create("http://127.0.0.1:" + at.getPort());
      client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    } finally {
      undertow.stop();
    }
  }

  @Test
  void itIsOverWhenTheHandlerHasReturnedAndTheResponseIsComplete() throws Exception {
    serve(
        request -> {
          seen.add("let in: " + Visits.begin(request, host));
          seen.add("let in again: " + Visits.begin(request, host));
          host.close();
          note("closed");
          Visits.returned(request);
          note("returned");
          request.endExchange();
          note("complete");
        });
    assertEquals(
        List.of(
            "let in: true",
            "let in again: true",
            "closed: 1 run, empty false",
            "returned: 1 run, empty false",
            "complete: 0 run, empty true"),
        seen);
  }

  @Test
  void aResponseThatIsCompleteEarlyDoesNotEndIt() throws Exception {
    serve(
        request -> {
          Visits.begin(request, host);
          host.close();
          request.endExchange();
          note("complete");
          seen.add("let in, though nothing can be dispatched: " + Visits.begin(request, host));
          Visits.returned(request);
          note("returned");
        });
    assertEquals(
        List.of(
            "complete: 1 run, empty false",
            "let in, though nothing can be dispatched: true",
            "returned: 0 run, empty true"),
        seen);
  }

  @Test
  void whoAsksAfterTheHandlerHasReturnedIsOverWithTheResponse() throws Exception {
    serve(
        request -> {
          Visits.begin(request, new InFlight());
          Visits.returned(request);
          seen.add("let in: " + Visits.begin(request, host));
          host.close();
          note("asked");
          request.endExchange();
          note("complete");
        });
    assertEquals(
        List.of("let in: true", "asked: 1 run, empty false", "complete: 0 run, empty true"), seen);
  }

  @Test
  void nobodyIsLetInWhereTheDoorIsClosed() throws Exception {
    host.close();
    serve(request -> seen.add("let in: " + Visits.begin(request, host)));
    assertEquals(List.of("let in: false"), seen);
  }
}
