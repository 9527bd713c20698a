package io.culvert.container.deploy;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An HTTP listener on a free loopback port in front of a handler, and a client for it. */
final class RunningEngine implements AutoCloseable {
  private final Undertow undertow;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What came back. */
  record Answer(int status, String contentType, String body) {}

  RunningEngine(HttpHandler handler) {
    undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1", handler)
            .setIoThreads(1)
            .setWorkerThreads(2)
            .build();
    undertow.start();
  }

  Answer get(String path) throws IOException, InterruptedException {
    InetSocketAddress at = (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getPort() + path)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        response.body());
  }

  @Override
  public void close() {
    client.close();
    undertow.stop();
  }
}
