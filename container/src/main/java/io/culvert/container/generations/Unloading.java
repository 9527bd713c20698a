package io.culvert.container.generations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * Unloads applications that nobody asks for, one at a look: the one that nobody has asked for
 * longest. The next request starts it again.
 *
 * @param idle how long nobody may have asked
 */
record Unloading(Population population, Duration idle, InstantSource clock) {
  private static final int LOOKS = 30;

  private record Unused(LiveApp app, Instant since) {}

  /** The time between two looks: short beside the one that it is about. */
  Duration period() {
    return idle.dividedBy(LOOKS).plusMillis(1);
  }

  /**
   * Looks once.
   *
   * @return completed when what was found has been taken out of service
   */
  CompletableFuture<?> look() {
    Instant limit = clock.instant().minus(idle);
    return population.all().stream()
        .flatMap(app -> app.unusedSince().map(since -> new Unused(app, since)).stream())
        .filter(unused -> !unused.since().isAfter(limit))
        .min(Comparator.comparing(Unused::since))
        .<CompletableFuture<?>>map(unused -> unused.app().rest(unused.since()))
        .orElseGet(() -> CompletableFuture.completedFuture(""));
  }
}
