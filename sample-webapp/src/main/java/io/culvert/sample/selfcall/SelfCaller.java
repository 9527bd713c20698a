package io.culvert.sample.selfcall;

import io.culvert.sample.web.OnDemand;
import io.culvert.sample.web.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Calls the application over HTTP and says what came of it. Closing it ends the client's threads.
 */
public final class SelfCaller implements AutoCloseable {
  /** Where the application's listener leaves it. */
  public static final Shared<SelfCaller> SHARED = new Shared<>(SelfCaller.class);

  /**
   * The header that a call carries and its answer repeats: who sees it answers at once and calls no
   * further.
   */
  static final String HEADER = "X-Sample-Self-Call";

  private static final int CALLS_AT_ONCE = 256;
  private static final int MAX_ANSWER = 1_024;

  /** Reads all certificates that Java trusts when it is made. */
  private final OnDemand<HttpClient> client;

  private final Duration patience;
  private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

  /** The result of one call. */
  sealed interface Outcome {
    record Answered(int status, Duration after) implements Outcome {}

    record Stranger(int status) implements Outcome {}

    record NoAnswer(Duration patience) implements Outcome {}

    record Failed(String why) implements Outcome {}

    record TooMany() implements Outcome {}
  }

  /**
   * @param patience how long a call may take
   */
  public SelfCaller(Duration patience) {
    this.patience = patience;
    this.client = new OnDemand<>(() -> client(patience));
  }

  private static HttpClient client(Duration patience) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(patience)
        .build();
  }

  Outcome call(URI uri) {
    if (!calls.tryAcquire()) {
      return new Outcome.TooMany();
    }
    try {
      return callNow(uri);
    } finally {
      calls.release();
    }
  }

  private Outcome callNow(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header(HEADER, "1").timeout(patience).GET().build();
    long begin = System.nanoTime();
    try {
      HttpResponse<InputStream> response =
          client.get().send(request, HttpResponse.BodyHandlers.ofInputStream());
      // closed unread where it is a stranger's, who may go on sending for ever
      try (InputStream body = response.body()) {
        if (response.headers().firstValue(HEADER).isEmpty()) {
          return new Outcome.Stranger(response.statusCode());
        }
        body.readNBytes(MAX_ANSWER);
        return new Outcome.Answered(
            response.statusCode(), Duration.ofNanos(System.nanoTime() - begin));
      }
    } catch (HttpTimeoutException _) {
      return new Outcome.NoAnswer(patience);
    } catch (IOException e) {
      return new Outcome.Failed(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("interrupted");
    }
  }

  @Override
  public void close() {
    client.close(HttpClient::shutdownNow);
  }
}
