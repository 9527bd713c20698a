package io.culvert.container.generations;

import io.culvert.container.answers.PlainAnswer;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/**
 * Why a wanted application does not serve a request. What went wrong is for the log, not for
 * strangers.
 */
enum Absence {
  STARTING("the application is being started."),
  /** Nobody had asked for it for long, and starting it again has taken too long or was in vain. */
  RESTING("the application is being started again."),
  FAILED("the application could not be started."),
  DRAINED("the application takes no new users at the moment."),
  UNTOLD("it cannot be told at the moment whose session this is.");

  /** Long enough to be of use to a load balancer, short enough for a redeploy. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final String reason;

  Absence(String reason) {
    this.reason = reason;
  }

  void answer(HttpServerExchange exchange) {
    PlainAnswer.unavailable(RETRY_AFTER, reason).send(exchange);
  }
}
