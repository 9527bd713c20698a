package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.connector.undertow.ServletServer.Service;
import io.undertow.Undertow;
import jakarta.servlet.AsyncContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asynchronous requests over plain HTTP, on Undertow's own I/O thread. */
@Timeout(60)
class LongTimeoutsTest {
  @TempDir private Path folder;
  private final CompletableFuture<AsyncContext> waiting = new CompletableFuture<>();

  private HttpResponse<String> get(long timeout) throws Exception {
    Service wait =
        (request, _) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(timeout);
          waiting.complete(async);
        };
    Map<String, Service> servlets = Map.of("/wait", wait, "/other", (_, _) -> {});
    Undertow http =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(2)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(ServletServer.deploy(folder, servlets, PlayedRoles.RESPONDER, _ -> {}))
            .build();
    http.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var waited = client.sendAsync(request(http, "/wait"), BodyHandlers.ofString());
      AsyncContext async = waiting.get(30, TimeUnit.SECONDS);
      // its timer, had it fired at once, would have done so on the thread that brings this one
      client.send(request(http, "/other"), BodyHandlers.ofString());
      if (timeout > 1) {
        async.getResponse().getWriter().print("at last");
        async.complete();
      }
      return waited.get(30, TimeUnit.SECONDS);
    } finally {
      http.stop();
    }
  }

  private static HttpRequest request(Undertow http, String path) {
    InetSocketAddress at = (InetSocketAddress) http.getListenerInfo().getFirst().getAddress();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getPort() + path)).build();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000})
  void whoWantsToWaitForEverMay(long timeout) throws Exception {
    assertEquals("at last", get(timeout).body());
  }

  @Test
  void othersAreToldInTime() throws Exception {
    assertEquals(500, get(1).statusCode());
  }
}
