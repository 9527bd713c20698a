package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.Failure;
import io.culvert.container.apps.Outcome;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.Deployment.Stopped;
import io.culvert.container.deploy.jsp.Pages;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One address: the way from what runs there to what shall run. All changes are made by one thread
 * at a time, that of its executor; the lock guards what others look at and is held for a moment
 * only, never while an application is started or stopped.
 */
final class LiveApp {
  private static final Logger LOG = Logger.getLogger(LiveApp.class);

  private final AppName name;
  private final Report report;
  private final Means means;
  private final Executor worker;
  private final Gate gate = new Gate(this::wake);
  private final Roster roster;
  private final Departures departures;
  private final PopularPaths popular = new PopularPaths(System.nanoTime());
  private boolean unsettled; // what is wanted could not be brought about, for no fault of its own
  private CompletableFuture<?> waking = CompletableFuture.completedFuture("");
  private int starts;
  private @Nullable Attempt attempt;

  LiveApp(AppName name, Means means, Executor worker) {
    this.name = name;
    this.report = new Report(name);
    this.means = means;
    this.worker = worker;
    this.roster = new Roster(gate, means.clock());
    this.departures = new Departures(means);
  }

  /**
   * Brings about what is wanted, as far as it is not there.
   *
   * @param effort what to start although it has not changed
   * @return what came of each version, and of those that are gone; completed when it is done
   */
  CompletableFuture<Map<String, Outcome>> want(Wish wanted, Effort effort) {
    synchronized (this) {
      if (wanted.equals(roster.wish()) && effort == Effort.CHANGED && !unsettled) {
        return CompletableFuture.completedFuture(Map.of());
      }
      roster.want(wanted);
      unsettled = true;
    }
    CompletableFuture<Map<String, Outcome>> outcomes =
        CompletableFuture.supplyAsync(() -> bringAbout(effort), worker);
    synchronized (this) {
      unsettled = false;
    }
    return outcomes.whenComplete((_, e) -> tryAgain(e));
  }

  /** At the next look, if it was not to be expected: nobody may wait for it to be told. */
  private void tryAgain(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.errorf(failure, "%s: unexpected failure; will try again", name);
      synchronized (this) {
        unsettled = true;
      }
    }
  }

  private Map<String, Outcome> bringAbout(Effort effort) {
    Wish wanted = roster.wish(); // perhaps the latest of several that have come meanwhile
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Content content : roster.order(wanted)) {
      outcomes.put(content.spec().version(), bringAbout(content, effort));
    }
    List<Generation> gone =
        roster.withdraw(
            wanted.contents().stream().map(content -> content.spec().version()).toList());
    gone.forEach(departures::begin);
    for (Generation each : gone) {
      String what = report.stopped(each);
      LOG.info(what);
      outcomes.put(each.version(), new Outcome.Done(what));
    }
    return outcomes;
  }

  private Outcome bringAbout(Content content, Effort effort) {
    if (means.closed().get()) {
      return serverStops(content);
    }
    if (roster.hasFinished(content)) {
      return new Outcome.Unchanged(report.hasFinished(content));
    }
    @Nullable Generation now = roster.serving(content.spec().version());
    if (!effort.restarts() && now != null && now.serves(content)) {
      return new Outcome.Unchanged(report.servesAlready(content));
    }
    if (!effort.retries() && roster.hasFailed(content)) {
      return new Outcome.Refused(report.failedBefore(content));
    }
    try {
      Optional<CompletableFuture<Object>> turn = means.turn();
      if (turn.isEmpty()) {
        return serverStops(content);
      }
      return switch (start(content, turn.get())) {
        case Running running -> takeOver(content, running);
        case Failed why -> hasFailed(content, why);
        case Stopped _ -> throw new AssertionError("what is started is not stopped yet");
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return serverStops(content);
    }
  }

  private Outcome serverStops(Content content) {
    return new Outcome.Refused(report.serverStops(content));
  }

  private Deployment start(Content content, CompletableFuture<Object> turn)
      throws InterruptedException {
    // whoever has woken it waits, and asks for what is wanted of it
    List<String> asked = roster.isResting() ? List.of() : popular.top(System.nanoTime());
    Attempt begun;
    synchronized (this) {
      starts++;
      begun = means.begin(starts, content, asked);
      attempt = begun;
    }
    try {
      return begun.await(means.policy().start(), turn);
    } finally {
      synchronized (this) {
        attempt = null;
      }
    }
  }

  private Outcome takeOver(Content content, Running running) {
    Generation next = new Generation(starts, content, running, popular, means.clock().instant());
    @Nullable Generation before = roster.takeOver(next);
    if (before != null) {
      departures.begin(before);
    }
    keep(content);
    String what = report.serves(next, before);
    LOG.info(what);
    return new Outcome.Done(what);
  }

  private Outcome hasFailed(Content content, Failed why) {
    Failure failure =
        roster.fail(
            content,
            new Failure(
                content.spec().version(),
                starts,
                why.stage(),
                String.valueOf(why.cause().getMessage()),
                means.clock().instant(),
                Optional.empty()));
    String problem = report.failed(content, failure, roster.serving(content.spec().version()));
    LOG.error(problem, why.cause());
    return new Outcome.Refused(problem);
  }

  private void keep(Content content) {
    try {
      means.shelf().keep(content);
    } catch (IOException e) {
      LOG.warnf(
          "%s: cannot be kept, so there is no going back to it: %s", report.title(content), e);
    }
  }

  /** Stops the versions below the first that have no sessions left. */
  void stopIdleVersions() {
    if (!idleVersions().isEmpty()) {
      worker.execute(this::endIdleVersions);
    }
  }

  private List<Generation> idleVersions() {
    return roster.lineup().stream()
        .skip(1)
        .filter(generation -> generation.sessions() == 0)
        .toList();
  }

  private void endIdleVersions() {
    List<Generation> idle = idleVersions();
    roster.finish(idle);
    idle.forEach(
        each -> {
          LOG.info(report.stopped(each));
          departures.begin(each);
        });
  }

  /** Ends what could not be ended before, for want of a thread. */
  void endRetired() {
    departures.tryAgain();
  }

  /** A time that nobody has asked for it since; empty if it must not be unloaded in any case. */
  Optional<Instant> unusedSince() {
    return isStarting() ? Optional.empty() : unused();
  }

  private synchronized boolean isStarting() {
    return attempt != null;
  }

  private Optional<Instant> unused() {
    return roster.only().map(generation -> generation.lastUse(means.clock().instant()));
  }

  /** Unloads it, unless somebody asks for it before that can be done. */
  CompletableFuture<?> rest(Instant unused) {
    return CompletableFuture.runAsync(() -> unload(unused), worker)
        .whenComplete((_, e) -> tryAgain(e));
  }

  private void unload(Instant unused) {
    Optional<Generation> idle = roster.only();
    if (idle.isPresent() && unused().filter(unused::equals).isPresent()) {
      roster.rest(idle.get());
      LOG.info(report.rests(idle.get(), unused));
      departures.begin(idle.get());
    }
  }

  /** Starts it again if it rests; whoever comes meanwhile waits for the same. */
  synchronized CompletableFuture<?> wake() {
    if (roster.isToBeWoken() && waking.isDone()) {
      waking =
          CompletableFuture.runAsync(() -> bringAbout(Effort.CHANGED), worker)
              .handle(
                  (_, e) -> {
                    tryAgain(e);
                    return "";
                  });
    }
    return waking;
  }

  /** Lets no new users in, or lets them in again; says whether that is a change. */
  boolean drain(boolean on) {
    return roster.drain(on);
  }

  /** The pages of each version that serves. */
  List<Pages> pages() {
    return roster.lineup().stream()
        .map(generation -> generation.deployment().app().pages())
        .toList();
  }

  /** Completed when all is done that it has been asked for so far. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.runAsync(() -> {}, worker);
  }

  HttpHandler gate() {
    return gate;
  }

  AppName name() {
    return name;
  }

  /** Whether requests are to be answered at its address. */
  boolean isWanted() {
    return !roster.wish().contents().isEmpty();
  }

  /** Whether nothing of it is wanted, runs, or occupies memory. */
  synchronized boolean isOver() {
    return roster.isEmpty() && attempt == null && departures.status().isEmpty();
  }

  /** All that would have to be stopped if the server stopped now. */
  List<Running> unstopped() {
    List<Running> all = new ArrayList<>();
    roster.serving().forEach(generation -> all.add(generation.deployment()));
    all.addAll(departures.unstopped());
    return all;
  }

  synchronized AppStatus status() {
    return roster.status(
        name, Optional.ofNullable(attempt).map(Attempt::status), departures.status());
  }
}
