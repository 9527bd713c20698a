package io.culvert.container.generations;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every application is brought about with.
 *
 * @param turns for those that are to be started
 * @param closed whether nothing is to be started any more
 */
record Means(
    Starter starter,
    Turns turns,
    Shelf shelf,
    Policy policy,
    InstantSource clock,
    AtomicBoolean closed) {
  /**
   * Waits for a turn, which ends when it is completed.
   *
   * @return empty if nothing is to be started any more
   */
  Optional<CompletableFuture<Object>> turn() throws InterruptedException {
    CompletableFuture<Object> turn = turns.take();
    if (closed.get()) {
      turn.complete("");
      return Optional.empty();
    }
    return Optional.of(turn);
  }

  /** Begins to start something, see {@link Attempt#begin}. */
  Attempt begin(int number, Content content, List<String> popular) {
    return Attempt.begin(number, content, popular, clock.instant(), starter);
  }
}
