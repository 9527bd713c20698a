package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus.Serving;
import io.culvert.container.apps.AppStatus.Traffic;
import io.culvert.container.deploy.Deployment.Running;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** One start of one WAR, while requests may reach it. */
final class Generation {
  private final int number;
  private final Content content;
  private final Running running;
  private final PopularPaths popular;
  private final Instant since;
  private final InFlight inFlight = new InFlight();
  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder visits = new LongAdder();
  private final LastUse lastUse;
  private final ExchangeCompletionListener completion = this::completed;

  /**
   * @param number which start at its address it is
   * @param content what was started
   * @param popular learns what is asked for
   * @param since when it begins to serve
   */
  Generation(int number, Content content, Running running, PopularPaths popular, Instant since) {
    this.number = number;
    this.content = content;
    this.running = running;
    this.popular = popular;
    this.since = since;
    this.lastUse = new LastUse(since);
  }

  /** Serves a request, unless the generation has been replaced: then it returns false. */
  boolean serve(HttpServerExchange exchange) throws Exception {
    if (!inFlight.enter()) {
      return false;
    }
    requests.increment();
    exchange.addExchangeCompleteListener(completion);
    try {
      running.handler().handleRequest(exchange);
    } finally {
      Visits.returned(exchange);
      inFlight.leaveHalf();
    }
    return true;
  }

  /** Counts a request of another application as its own; false if it has been replaced. */
  boolean letsIn(HttpServerExchange request) {
    visits.increment();
    return Visits.begin(request, inFlight);
  }

  private void completed(
      HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
    if (exchange.getStatusCode() >= StatusCodes.INTERNAL_SERVER_ERROR) {
      errors.increment();
    }
    popular.answered(exchange);
    inFlight.leaveHalf();
    next.proceed();
  }

  boolean knowsSessionOf(HttpServerExchange exchange) {
    return running.app().knowsSessionOf(exchange);
  }

  int number() {
    return number;
  }

  Content content() {
    return content;
  }

  boolean serves(Content other) {
    return content.digest().equals(other.digest());
  }

  String version() {
    return content.spec().version();
  }

  Running deployment() {
    return running;
  }

  int sessions() {
    return running.app().sessions();
  }

  /** Lets no request in any more, and waits for those that are. */
  boolean drain(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    inFlight.close();
    return inFlight.awaitEmpty(patience)
        && running.app().awaitUncounted(Duration.ofNanos(end - System.nanoTime()));
  }

  /**
   * Looks whether it has been asked for anything since the last look.
   *
   * @return a time that nobody has asked since
   */
  Instant lastUse(Instant now) {
    boolean busy = inFlight.running() > 0 || running.app().servesUncounted();
    return lastUse.look(requests.sum() + visits.sum(), busy, now);
  }

  int requestsRunning() {
    return inFlight.running();
  }

  Serving status() {
    return new Serving(
        version(),
        number,
        content.spec().war(),
        content.digest(),
        since,
        running.timings(),
        new Traffic(requests.sum(), errors.sum(), inFlight.running()),
        sessions());
  }
}
