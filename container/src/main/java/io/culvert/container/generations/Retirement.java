package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus.Phase;
import io.culvert.container.apps.AppStatus.Retired;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The end of a generation that no new request reaches: its requests come to their end, it is
 * stopped, and its classes leave the memory. On a thread of its own, for a listener or servlet may
 * never return from being stopped.
 */
final class Retirement {
  private static final Logger LOG = Logger.getLogger(Retirement.class);

  private final String name;
  private final String version;
  private final int number;
  private final Instant since;
  private final Duration patience;
  private final WeakReference<ClassLoader> loader;
  private volatile Phase phase = Phase.DRAINING;
  private volatile @Nullable Generation generation;

  private Retirement(Generation generation, Instant since, Duration patience) {
    this.name = generation.content().spec().displayName();
    this.version = generation.version();
    this.number = generation.number();
    this.since = since;
    this.patience = patience;
    this.loader = new WeakReference<>(generation.deployment().app().loader());
    this.generation = generation;
  }

  /**
   * Begins it; the generation must be out of every lineup.
   *
   * @param patience how long running requests may take to end
   */
  static Retirement begin(Generation generation, Instant since, Duration patience) {
    Retirement retirement = new Retirement(generation, since, patience);
    Thread.ofPlatform().daemon().name("stop " + retirement.name).start(retirement::run);
    return retirement;
  }

  private void run() {
    Generation leaving = generation;
    if (leaving == null) {
      return;
    }
    try {
      if (!leaving.drain(patience)) {
        LOG.warnf(
            "%s: generation %d is stopped though %d of its requests have not ended within %d s"
                + " (timeouts.drain)",
            name, number, leaving.requestsRunning(), patience.toSeconds());
      }
    } catch (InterruptedException _) {
      LOG.warnf("%s: generation %d is stopped before its requests have ended", name, number);
    }
    phase = Phase.STOPPING;
    leaving.deployment().app().stop();
    generation = null;
    phase = Phase.STOPPED;
  }

  /** The generation, until it has been stopped. */
  Optional<Generation> unstopped() {
    return Optional.ofNullable(generation);
  }

  /** Whether nothing is left of it. */
  boolean isOver() {
    return phase == Phase.STOPPED && loader.refersTo(null);
  }

  Retired status() {
    return new Retired(version, number, phase, since, List.of());
  }
}
