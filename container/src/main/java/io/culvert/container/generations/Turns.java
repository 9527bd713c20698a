package io.culvert.container.generations;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many applications start at once, in the order they ask, as they would only get into
 * each other's way. A start that takes long waits for something rather than computes: it loses its
 * turn, and goes on beside others, so that one that hangs holds up nobody for long. Any thread.
 */
final class Turns {
  private final Semaphore free;
  private final Duration most;

  /**
   * @param most how long a turn lasts at most
   */
  Turns(int places, Duration most) {
    this.free = new Semaphore(places, true);
    this.most = most;
  }

  /** One for each processor. */
  static Turns ofProcessors() {
    return new Turns(Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(10));
  }

  /**
   * Waits for a turn.
   *
   * @return ends the turn when it is completed, which is by itself when it has lasted long enough
   */
  CompletableFuture<Object> take() throws InterruptedException {
    free.acquire();
    CompletableFuture<Object> turn =
        new CompletableFuture<>().completeOnTimeout("", most.toNanos(), TimeUnit.NANOSECONDS);
    Future<?> _ = turn.whenComplete((_, _) -> free.release());
    return turn;
  }

  /** How many wait for a turn; nearly exact. */
  int waiting() {
    return free.getQueueLength();
  }
}
