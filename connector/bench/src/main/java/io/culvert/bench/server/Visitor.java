package io.culvert.bench.server;

import io.culvert.bench.process.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that keeps the last cookie it was given. */
public final class Visitor {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final HttpClient client;
  private String cookie = "";

  /** One that has been nowhere yet. */
  public Visitor(HttpClient client) {
    this.client = client;
  }

  /** As many cookies of new sessions as are wanted. */
  static List<String> cookies(URI server, int count)
      throws BenchException, IOException, InterruptedException {
    List<String> cookies = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < count; i++) {
        Visitor visitor = new Visitor(client);
        visitor.get(server.resolve("/session?do=create"));
        visitor.get(server.resolve("/session?do=read"));
        cookies.add(visitor.cookie);
      }
    }
    return cookies;
  }

  /**
   * Asks and returns the content.
   *
   * @throws BenchException when the answer is none of success
   */
  public String get(URI target) throws BenchException, IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(LIMIT);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    response.headers().firstValue("set-cookie").ifPresent(given -> cookie = given.split(";", 2)[0]);
    if (response.statusCode() != OK) {
      throw new BenchException(target + " is answered with " + response.statusCode());
    }
    return response.body();
  }
}
