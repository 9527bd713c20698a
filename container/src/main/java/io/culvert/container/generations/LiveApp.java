package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.Failure;
import io.culvert.container.apps.AppStatus.State;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One address: what shall run there, what does, and the way from the one to the other. All changes
 * are made by one thread at a time, that of its executor; the lock guards what others look at and
 * is held for a moment only, never while an application is started or stopped.
 */
final class LiveApp {
  private static final Logger LOG = Logger.getLogger(LiveApp.class);

  private final AppName name;
  private final Means means;
  private final Executor worker;
  private final Gate gate = new Gate();
  private final PopularPaths popular = new PopularPaths(System.nanoTime());
  private final Map<String, Generation> serving = new HashMap<>();
  private final Map<String, Content> failed = new HashMap<>();
  private final Set<Content> finished = new HashSet<>();
  private final List<Retirement> retired = new ArrayList<>();
  private Wish wish = Wish.NOTHING;
  private boolean drained;
  private boolean unsettled; // what is wanted could not be brought about, for no fault of its own
  private int starts;
  private @Nullable Attempt attempt;
  private @Nullable Failure failure;
  private State state = State.STARTING;
  private Instant since;

  LiveApp(AppName name, Means means, Executor worker) {
    this.name = name;
    this.means = means;
    this.worker = worker;
    this.since = means.clock().instant();
  }

  /**
   * Brings about what is wanted, as far as it is not there.
   *
   * @param effort what to start although it has not changed
   * @return what came of each version, and of those that are gone; completed when it is done
   */
  CompletableFuture<Map<String, Outcome>> want(Wish wanted, Effort effort) {
    synchronized (this) {
      if (wanted.equals(wish) && effort == Effort.CHANGED && !unsettled) {
        return CompletableFuture.completedFuture(Map.of());
      }
      wish = wanted;
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
    Wish wanted = wish(); // perhaps more than one has come while an earlier one was brought about
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Content content : wanted.contents()) {
      outcomes.put(content.spec().version(), bringAbout(content, effort));
    }
    List<String> versions =
        wanted.contents().stream().map(content -> content.spec().version()).toList();
    for (Generation gone : withdraw(versions)) {
      String what = stopped(gone);
      LOG.info(what);
      outcomes.put(gone.version(), new Outcome.Done(what));
    }
    return outcomes;
  }

  private Outcome bringAbout(Content content, Effort effort) {
    if (means.closed().get()) {
      return serverStops(content);
    }
    if (!effort.retries() && isFinished(content)) {
      return new Outcome.Unchanged("%s: has ended with its last session".formatted(title(content)));
    }
    @Nullable Generation now = serving(content.spec().version());
    if (!effort.restarts() && now != null && now.serves(content)) {
      return new Outcome.Unchanged("%s: serves this content already".formatted(title(content)));
    }
    if (!effort.retries() && content.equals(failed(content.spec().version()))) {
      return new Outcome.Refused("%s: this content has failed before".formatted(title(content)));
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
    return new Outcome.Refused("%s: the server stops".formatted(title(content)));
  }

  private Deployment start(Content content, CompletableFuture<Object> turn)
      throws InterruptedException {
    Attempt begun;
    synchronized (this) {
      starts++;
      begun = means.begin(starts, content, popular.top(System.nanoTime()));
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
    @Nullable Generation before;
    synchronized (this) {
      before = serving.put(next.version(), next);
      failed.remove(next.version());
      failure = null;
      lineUp();
    }
    if (before != null) {
      retire(before);
    }
    keep(content);
    String what =
        "%s: generation %d serves%s"
            .formatted(
                title(content),
                next.number(),
                before == null ? "" : ", generation %d ends".formatted(before.number()));
    LOG.info(what);
    return new Outcome.Done(what);
  }

  private Outcome hasFailed(Content content, Failed why) {
    synchronized (this) {
      failed.put(content.spec().version(), content);
      failure =
          new Failure(
              content.spec().version(),
              starts,
              why.stage(),
              String.valueOf(why.cause().getMessage()),
              means.clock().instant());
      lineUp();
    }
    @Nullable Generation still = serving(content.spec().version());
    String problem =
        "%s: generation %d failed in stage %s: %s%s"
            .formatted(
                title(content),
                starts,
                why.stage(),
                why.cause().getMessage(),
                still == null ? "" : "; generation %d goes on serving".formatted(still.number()));
    LOG.error(problem, why.cause());
    return new Outcome.Refused(problem);
  }

  private void keep(Content content) {
    try {
      means.shelf().keep(content);
    } catch (IOException e) {
      LOG.warnf("%s: cannot be kept, so there is no going back to it: %s", title(content), e);
    }
  }

  /** Takes all other versions out of service. */
  private List<Generation> withdraw(List<String> wanted) {
    List<Generation> gone = new ArrayList<>();
    synchronized (this) {
      for (String version : List.copyOf(serving.keySet())) {
        if (!wanted.contains(version)) {
          gone.add(serving.remove(version));
        }
      }
      failed.keySet().retainAll(wanted);
      finished.retainAll(wish.contents());
      if (failure != null && !wanted.contains(failure.version())) {
        failure = null;
      }
      lineUp();
    }
    gone.forEach(this::retire);
    return gone;
  }

  /** Stops the versions below the first that have no sessions left. */
  void stopIdleVersions() {
    if (!idleVersions().isEmpty()) {
      worker.execute(this::endIdleVersions);
    }
  }

  private List<Generation> idleVersions() {
    return gate.lineup().generations().stream()
        .skip(1)
        .filter(generation -> generation.sessions() == 0)
        .toList();
  }

  private void endIdleVersions() {
    List<Generation> idle = idleVersions();
    synchronized (this) {
      for (Generation each : idle) {
        serving.remove(each.version());
        finished.add(each.content());
      }
      lineUp();
    }
    idle.forEach(
        each -> {
          LOG.info(stopped(each));
          retire(each);
        });
  }

  private synchronized boolean isFinished(Content content) {
    return finished.contains(content);
  }

  private void retire(Generation generation) {
    Retirement begun =
        Retirement.begin(
            generation, means.clock().instant(), means.policy().drain(), means.starter()::hasEnded);
    synchronized (this) {
      retired.add(begun);
    }
  }

  private String stopped(Generation gone) {
    int left = gone.requestsRunning();
    return "%s: generation %d serves no more%s"
        .formatted(
            title(gone.content()),
            gone.number(),
            left == 0 ? "" : "; %d of its requests have not ended yet".formatted(left));
  }

  private String title(Content content) {
    String version = content.spec().version();
    return version.isEmpty() ? name.toString() : name + "##" + version;
  }

  private synchronized Wish wish() {
    return wish;
  }

  private synchronized @Nullable Generation serving(String version) {
    return serving.get(version);
  }

  private synchronized @Nullable Content failed(String version) {
    return failed.get(version);
  }

  /** Lets no new users in, or lets them in again; says whether that is a change. */
  synchronized boolean drain(boolean on) {
    boolean changed = drained != on;
    drained = on;
    lineUp();
    return changed;
  }

  /** Tells the gate; to be called with the lock whenever something changes. */
  private void lineUp() {
    List<Generation> order = new ArrayList<>();
    for (Content content : wish.contents()) {
      @Nullable Generation generation = serving.get(content.spec().version());
      if (generation != null) {
        order.add(generation);
      }
    }
    State now = stateOf(order);
    if (now != state) {
      state = now;
      since = means.clock().instant();
    }
    Absence absence =
        !order.isEmpty()
            ? Absence.DRAINED
            : now == State.FAILED ? Absence.FAILED : Absence.STARTING;
    gate.set(new Lineup(order, drained, absence));
  }

  private State stateOf(List<Generation> order) {
    if (wish.contents().isEmpty()) {
      return State.STOPPED;
    }
    if (order.isEmpty()) {
      return failure == null ? State.STARTING : State.FAILED;
    }
    return drained ? State.DRAINED : State.RUNNING;
  }

  /** The pages of each version that serves. */
  List<Pages> pages() {
    return gate.lineup().generations().stream()
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
  synchronized boolean isWanted() {
    return !wish.contents().isEmpty();
  }

  /** Whether nothing of it is wanted, runs, or occupies memory. */
  synchronized boolean isOver() {
    retired.removeIf(Retirement::isOver);
    return wish.contents().isEmpty() && serving.isEmpty() && retired.isEmpty() && attempt == null;
  }

  /** All that would have to be stopped if the server stopped now. */
  synchronized List<Running> unstopped() {
    List<Running> all = new ArrayList<>();
    serving.values().forEach(generation -> all.add(generation.deployment()));
    retired.forEach(each -> each.unstopped().ifPresent(left -> all.add(left.deployment())));
    return all;
  }

  synchronized AppStatus status() {
    retired.removeIf(Retirement::isOver);
    return new AppStatus(
        name,
        state,
        since,
        gate.lineup().generations().stream().map(Generation::status).toList(),
        Optional.ofNullable(attempt).map(Attempt::status),
        Optional.ofNullable(failure),
        wish.held(),
        retired.stream().map(Retirement::status).toList());
  }
}
