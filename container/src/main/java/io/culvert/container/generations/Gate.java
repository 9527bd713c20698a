package io.culvert.container.generations;

import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the address of one application for as long as it is wanted, and gives each request to
 * the generation that is to serve it. Generations follow one another in one step: whoever comes
 * after it meets the new one.
 */
final class Gate implements HttpHandler {
  private final AtomicReference<Lineup> lineup = new AtomicReference<>(Lineup.STARTING);

  Lineup lineup() {
    return lineup.get();
  }

  /** Requests that come from now on meet this one. */
  void set(Lineup next) {
    lineup.set(next);
  }

  /**
   * Who would serve a request that another application dispatches here; kept until the request has
   * ended, if there is one.
   *
   * @throws StoreUnavailableException if it cannot be told now
   */
  Optional<Generation> visited(@Nullable HttpServerExchange request) {
    while (true) {
      Lineup now = lineup.get();
      if (request == null) {
        return now.generations().stream().findFirst();
      }
      @Nullable Generation chosen = now.choose(request);
      if (chosen == null || chosen.letsIn(request)) {
        return Optional.ofNullable(chosen);
      }
      // it has been replaced: see below
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    boolean answered = false;
    while (!answered) {
      // if not, the generation has been replaced since the lineup was read, and whoever does that
      // sets the next one first
      answered = answer(lineup.get(), exchange);
    }
  }

  private static boolean answer(Lineup now, HttpServerExchange exchange) throws Exception {
    @Nullable Generation chosen;
    try {
      chosen = now.choose(exchange);
    } catch (StoreUnavailableException _) {
      Absence.UNTOLD.answer(exchange);
      return true;
    }
    if (chosen == null) {
      now.absence().answer(exchange);
      return true;
    }
    return chosen.serve(exchange);
  }
}
