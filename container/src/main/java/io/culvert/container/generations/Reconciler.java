package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.DesiredApps;
import io.culvert.container.apps.Outcome;
import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Compares what is wanted with what runs, and says so to each application: now and then, and
 * whenever it is asked to. One thread of its own does that and nothing else, so nothing that an
 * application does holds it up.
 */
final class Reconciler implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final List<DeploymentSpec> configured;
  private final List<Path> folders;
  private final boolean stopOldVersions;
  private final Population population;
  private final Wishes wishes;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("applications")
              .factory());
  private final Set<AppName> stopped = new HashSet<>();
  private volatile List<String> notes = List.of();
  private boolean begun; // the first notes are printed by whoever starts the server

  /** What came of each version of each application. */
  record Results(Map<AppName, CompletableFuture<Map<String, Outcome>>> byName) {
    CompletableFuture<Map<String, Outcome>> of(AppName name) {
      return byName.getOrDefault(name, CompletableFuture.completedFuture(Map.of()));
    }
  }

  Reconciler(LiveApplications.Wanted wanted, Policy policy, Population population, Wishes wishes) {
    this.configured = wanted.configured();
    this.folders = wanted.folders();
    this.stopOldVersions = policy.stopOldVersions();
    this.population = population;
    this.wishes = wishes;
  }

  /** Looks now and then from now on. */
  void watch(Duration period) {
    every(period, () -> reconcile(_ -> false, Effort.CHANGED));
  }

  /** Does something now and then from now on, on the thread that compares. */
  void every(Duration period, Runnable task) {
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("cannot look after the applications at the moment; will try again", e);
    }
  }

  /**
   * Looks at once.
   *
   * @param settled whose WARs are known to be complete, and which to make the effort for
   */
  Results look(Predicate<AppName> settled, Effort effort) throws InterruptedException {
    return onItsThread(() -> reconcile(settled, effort));
  }

  /** Holds an application stopped, whatever else is wanted, or lets go of it again. */
  void hold(AppName name, boolean down) throws InterruptedException {
    onItsThread(() -> down ? stopped.add(name) : stopped.remove(name));
  }

  private <T> T onItsThread(Callable<T> work) throws InterruptedException {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot compare what is wanted with what runs", e.getCause());
    }
  }

  private Results reconcile(Predicate<AppName> settled, Effort effort) {
    DesiredApps desired = desired();
    tell(desired.notes());
    Map<AppName, Wish> wanted = wishes.read(desired, settled);
    Map<AppName, CompletableFuture<Map<String, Outcome>>> results = new HashMap<>();
    wanted.forEach(
        (name, wish) -> {
          if (!wish.contents().isEmpty() && !stopped.contains(name)) {
            Effort own = settled.test(name) ? effort : Effort.CHANGED;
            results.put(name, population.at(name).want(wish, own));
          }
        });
    for (LiveApp app : population.all()) {
      if (!results.containsKey(app.name())) {
        results.put(app.name(), app.want(Wish.NOTHING, Effort.CHANGED));
      }
    }
    population.all().forEach(LiveApp::endRetired);
    if (stopOldVersions) {
      population.all().forEach(LiveApp::stopIdleVersions);
    }
    population.mount();
    return new Results(results);
  }

  /** What there is to deploy at this moment. */
  DesiredApps desired() {
    return DesiredApps.of(configured, folders);
  }

  private void tell(List<String> now) {
    now.stream().filter(note -> begun && !notes.contains(note)).forEach(LOG::warn);
    notes = List.copyOf(now);
    begun = true;
  }

  /** What was ignored when it looked last, and why. */
  List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
