package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus.Phase;
import io.culvert.container.apps.AppStatus.Retired;
import io.culvert.container.leaks.Leaks;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The end of a generation that no new request reaches: its requests come to their end, it is
 * stopped, and its classes leave the memory. On a thread of its own, for a listener or servlet may
 * never return from being stopped.
 */
final class Retirement {
  private static final Logger LOG = Logger.getLogger(Retirement.class);
  private static final int LOOKS = 3;

  private final String name;
  private final String version;
  private final int number;
  private final Instant since;
  private final Duration patience;
  private final Runnable whenStopped;
  private final WeakReference<ClassLoader> loader;
  private final PhantomReference<ClassLoader> ghost;
  private volatile List<String> culprits = List.of();
  private volatile Phase phase = Phase.DRAINING;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Generation generation;

  /**
   * @param generation must be out of every lineup
   * @param patience how long running requests may take to end
   * @param whenStopped run once, before anybody looks for what keeps it in memory
   */
  Retirement(Generation generation, Instant since, Duration patience, Runnable whenStopped) {
    this.name = generation.content().spec().displayName();
    this.version = generation.version();
    this.number = generation.number();
    this.since = since;
    this.patience = patience;
    this.whenStopped = whenStopped;
    ClassLoader classes = generation.deployment().app().loader();
    this.loader = new WeakReference<>(classes);
    this.ghost = new PhantomReference<>(classes, new ReferenceQueue<>());
    this.generation = generation;
  }

  /** Begins it, once; it has not begun if there is no thread. */
  void begin(ThreadFactory threads) {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      Thread thread = threads.newThread(this::run);
      thread.setName("stop " + name);
      thread.start();
    } catch (RuntimeException | Error e) {
      begun.set(false);
      throw e;
    }
  }

  boolean hasBegun() {
    return begun.get();
  }

  private void run() {
    Generation leaving = generation;
    if (leaving != null) {
      end(leaving);
    }
    blame();
  }

  private void end(Generation leaving) {
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
    whenStopped.run();
  }

  /** Looks for what keeps its classes; threads that are about to end are given some time to. */
  private void blame() {
    try {
      for (int look = 0; look < LOOKS; look++) {
        culprits = find();
        if (culprits.isEmpty()) {
          return;
        }
        TimeUnit.SECONDS.sleep(1);
      }
      culprits = find();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (String culprit : culprits) {
      LOG.warnf("%s: generation %d has ended, but stays in memory: %s", name, number, culprit);
    }
  }

  private List<String> find() {
    @Nullable ClassLoader classes = loader.get();
    return classes == null ? List.of() : Leaks.of(classes);
  }

  /** The generation, until it has been stopped. */
  Optional<Generation> unstopped() {
    return Optional.ofNullable(generation);
  }

  /** Whether nothing is left of it. */
  boolean isOver() {
    return phase == Phase.STOPPED && ghost.refersTo(null);
  }

  Retired status() {
    return new Retired(version, number, phase, since, culprits);
  }

  @Override
  public String toString() {
    return "%s: generation %d".formatted(name, number);
  }
}
