package io.culvert.bench.server;

import io.culvert.bench.process.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client of nginx is answered.
 *
 * @param status the status code
 * @param headers values by lower-case name, without the clock time of Date and without cookies
 * @param body the content, as text
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Asks once; throws when there is no answer within a few seconds. */
  static Answer fetch(HttpClient client, URI target) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target).timeout(LIMIT).header("Accept", "*/*").build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.replace("date", List.of("(any)"));
    headers.replace("set-cookie", List.of("(any)"));
    return new Answer(response.statusCode(), headers, response.body());
  }

  /**
   * Does nothing when the other is the same in status, headers and body.
   *
   * @throws BenchException showing both otherwise
   */
  void mustEqual(String here, Answer other, String there) throws BenchException {
    if (!equals(other)) {
      throw new BenchException(
          "the servers do not answer the same, so they can't be compared:\n  %s: %s\n  %s: %s"
              .formatted(here, this, there, other));
    }
  }
}
