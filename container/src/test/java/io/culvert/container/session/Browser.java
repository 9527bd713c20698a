package io.culvert.container.session;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client that keeps its cookies and, like people, follows no redirect before we look. */
final class Browser implements AutoCloseable {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final Engine engine;

  Browser(Engine engine) {
    this.engine = engine;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }

  /** The body of a page that must be there. */
  String body(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answers " + response.statusCode());
    }
    return response.body();
  }

  CompletableFuture<HttpResponse<String>> getAsync(String path) {
    return client.sendAsync(request(path), BodyHandlers.ofString());
  }

  /** What the session cookie says. */
  Optional<String> sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Pretends to have been given this id. */
  void plant(String id) {
    HttpCookie cookie = new HttpCookie("JSESSIONID", id);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(engine.uri("/"), cookie);
  }

  /** Goes on with the cookie of another browser, at another node of application /app. */
  void isGiven(String id) {
    HttpCookie cookie = new HttpCookie("JSESSIONID", id);
    cookie.setDomain("127.0.0.1");
    cookie.setPath("/app");
    cookie.setVersion(0);
    cookies.getCookieStore().add(engine.uri("/app"), cookie);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(engine.uri(path)).build();
  }

  @Override
  public void close() {
    client.close();
  }
}
