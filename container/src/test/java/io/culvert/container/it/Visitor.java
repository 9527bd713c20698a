package io.culvert.container.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A client of a web server on loopback; follows no redirects.
 *
 * @param base scheme, host and port
 * @param client closed with the visitor
 */
record Visitor(URI base, HttpClient client) implements AutoCloseable {
  static final String FORM = "application/x-www-form-urlencoded";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Somebody who forgets every cookie. */
  static Visitor stranger(int port) {
    return new Visitor(base(port), browser().build());
  }

  /** Somebody whose browser returns cookies. */
  static Visitor regular(int port) {
    return new Visitor(base(port), browser().cookieHandler(new CookieManager()).build());
  }

  private static URI base(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static HttpClient.Builder browser() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(PATIENCE);
  }

  /** A request that is not sent yet. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  /**
   * Asks for a page.
   *
   * @param headers names and values in turn
   */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** The status of a page; 0 if there is no answer. */
  int status(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for a page, and does not wait for it. */
  Future<HttpResponse<String>> begin(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> head(String path) throws IOException, InterruptedException {
    return send(request(path).HEAD());
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return post(path, type, BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The value of a line {@code name: value}, which is how the sample answers programs. */
  static Optional<String> fact(HttpResponse<String> response, String name) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  @Override
  public void close() {
    client.close();
  }
}
