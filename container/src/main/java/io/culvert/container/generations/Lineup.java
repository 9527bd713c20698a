package io.culvert.container.generations;

import io.culvert.container.session.Stray;
import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generations that serve at one address at one moment. Immutable.
 *
 * @param generations the one that takes new sessions first, then other versions, which serve only
 *     sessions that they know
 * @param drained whether even the first one serves only sessions that it knows
 * @param absence what a request is told that nobody serves
 */
record Lineup(List<Generation> generations, boolean drained, Absence absence) {
  static final Lineup STARTING = new Lineup(List.of(), false, Absence.STARTING);

  Lineup {
    generations = List.copyOf(generations);
  }

  /**
   * Who serves a request; nobody if there is no generation for it.
   *
   * @throws StoreUnavailableException if that depends on a session which cannot be looked for
   */
  @Nullable Generation choose(HttpServerExchange exchange) {
    if (generations.isEmpty()) {
      return null;
    }
    Generation first = generations.getFirst();
    if (generations.size() == 1 && !drained) {
      return first;
    }
    @Nullable StoreUnavailableException untold = null;
    for (Generation each : generations) {
      try {
        if (each.knowsSessionOf(exchange)) {
          return each;
        }
      } catch (StoreUnavailableException e) {
        untold = e; // another one may remember the session
      }
    }
    if (untold != null) {
      // the first one would begin a new session in place of one that it merely could not see
      throw untold;
    }
    return drained ? null : first;
  }

  /**
   * Answers a request that nobody serves here: another node may do so.
   *
   * @return false as {@link Generation#serve}
   */
  boolean turnAway(HttpServerExchange exchange) throws Exception {
    if (!generations.isEmpty() && Stray.orElse(exchange, absence::answer)) {
      return generations.getFirst().serve(exchange);
    }
    absence.answer(exchange);
    return true;
  }
}
