package io.culvert.container.answers;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;

/**
 * A line of text for a person: the status, and why.
 *
 * @param status the code
 * @param retryAfter when to ask again; zero or less if that is no use
 * @param reason a sentence that tells strangers nothing they should not know
 */
public record PlainAnswer(int status, Duration retryAfter, String reason) {
  /** One that will be the same next time. */
  public static PlainAnswer of(int status, String reason) {
    return new PlainAnswer(status, Duration.ZERO, reason);
  }

  /** 503 (Service Unavailable). */
  public static PlainAnswer unavailable(Duration retryAfter, String reason) {
    return new PlainAnswer(StatusCodes.SERVICE_UNAVAILABLE, retryAfter, reason);
  }

  /** Ends the exchange, whose response must not have begun. */
  public void send(HttpServerExchange exchange) {
    exchange.setStatusCode(status);
    HeaderMap head = exchange.getResponseHeaders();
    if (retryAfter.isPositive()) {
      head.put(Headers.RETRY_AFTER, retryAfter.toSeconds());
      head.put(Headers.CACHE_CONTROL, "no-store");
    }
    head.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange
        .getResponseSender()
        .send("%d %s: %s\n".formatted(status, StatusCodes.getReason(status), reason));
  }
}
