package io.culvert.container.generations;

import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the address of one application for as long as it is wanted, and gives each request to
 * the generation that is to serve it. Generations follow one another in one step: whoever comes
 * after it meets the new one.
 */
final class Gate implements HttpHandler {
  /** For an application that is started again: less than front ends wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicReference<Lineup> lineup = new AtomicReference<>(Lineup.STARTING);
  private final Supplier<Future<?>> wake;

  /**
   * @param wake starts an application again that rests, once, and is done when that has come to an
   *     end, or at once if there is nothing to start
   */
  Gate(Supplier<Future<?>> wake) {
    this.wake = wake;
  }

  Lineup lineup() {
    return lineup.get();
  }

  /** Requests that come from now on meet this one. */
  void set(Lineup next) {
    lineup.set(next);
  }

  /** Who serves at this moment; where nobody does because nobody asked, somebody does now. */
  private Lineup present() {
    Lineup now = lineup.get();
    return switch (now.absence()) {
      case RESTING, FAILED -> awakened();
      case STARTING, DRAINED, UNTOLD -> now;
    };
  }

  /** Waits on this thread, as the application itself could keep it as long. */
  private Lineup awakened() {
    try {
      wake.get().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // the lineup tells what has become of it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return lineup.get();
  }

  /**
   * Who would serve a request that another application dispatches here; kept until the request has
   * ended, if there is one. Without a request nobody is started for it: who asks may be just
   * starting, and two that wait for each other would wait long.
   *
   * @throws StoreUnavailableException if it cannot be told now
   */
  Optional<Generation> visited(@Nullable HttpServerExchange request) {
    if (request == null) {
      return lineup.get().generations().stream().findFirst();
    }
    while (true) {
      Lineup now = present();
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
      answered = answer(present(), exchange);
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
    return chosen == null ? now.turnAway(exchange) : chosen.serve(exchange);
  }
}
