package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.Applications;
import io.culvert.container.apps.DeployRequest;
import io.culvert.container.apps.Deposit;
import io.culvert.container.apps.Outcome;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.apps.Outcome.Refused;
import io.culvert.container.apps.Outcome.Unchanged;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The applications of the server, and the verbs in terms of what is wanted and what runs. */
public final class LiveApplications implements Applications {
  private static final Logger LOG = Logger.getLogger(LiveApplications.class);

  /** For applications that are being started when the server is asked to stop. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Wanted wanted;
  private final Policy policy;
  private final Shelf shelf;
  private final Population population;
  private final Unloading unloading;
  private final Reconciler reconciler;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * What the configuration says of applications.
   *
   * @param configured those it names
   * @param folders {@code webapps} folders, the strongest first
   * @param state a folder for what is to be remembered beyond the life of the process
   */
  public record Wanted(List<DeploymentSpec> configured, List<Path> folders, Path state) {
    public Wanted {
      configured = List.copyOf(configured);
      folders = List.copyOf(folders);
    }

    boolean isConfigured(AppName name) {
      return configured.stream().map(AppName::of).anyMatch(name::equals);
    }
  }

  /**
   * @param starter starts one application
   * @param router gets to know who serves at which address
   */
  public LiveApplications(
      Wanted wanted, Policy policy, Starter starter, HostRouter router, InstantSource clock) {
    this.wanted = wanted;
    this.policy = policy;
    this.shelf = new Shelf(wanted.state());
    this.population =
        new Population(
            new Means(starter, Turns.ofProcessors(), shelf, policy, clock, closed), router);
    this.unloading = new Unloading(population, policy.unloadIdle(), clock);
    this.reconciler = new Reconciler(wanted, policy, population, new Wishes(shelf));
  }

  /**
   * Begins to start all that is wanted, and to look for changes.
   *
   * @return completed when every application serves or has failed
   */
  public CompletableFuture<?> start() throws InterruptedException {
    Reconciler.Results all = reconciler.look(_ -> true, Effort.CHANGED);
    if (policy.watch().isPositive()) {
      reconciler.watch(policy.watch());
    }
    if (policy.unloadIdle().isPositive()) {
      reconciler.every(
          unloading.period(),
          () -> {
            Future<?> _ = unloading.look();
          });
    }
    return CompletableFuture.allOf(all.byName().values().toArray(CompletableFuture[]::new));
  }

  /** Unloads one application that nobody asks for, if there is one; completed when it is done. */
  CompletableFuture<?> unloadIdle() {
    return unloading.look();
  }

  /** What of the last look at the {@code webapps} folders was ignored, and why. */
  public List<String> notes() {
    return reconciler.notes();
  }

  @Override
  public List<AppStatus> list() {
    return population.all().stream()
        .sorted(Comparator.comparing(LiveApp::name))
        .map(LiveApp::status)
        .toList();
  }

  @Override
  public Optional<AppStatus> find(AppName name) {
    return population.find(name).map(LiveApp::status);
  }

  @Override
  public Outcome deploy(DeployRequest request) {
    AppName name = request.name();
    if (wanted.isConfigured(name)) {
      return new Refused(
          "%s: the configuration names its WAR; put the new one there".formatted(name));
    }
    if (wanted.folders().isEmpty()) {
      return new Refused("%s: there is no webapps folder to put it into".formatted(name));
    }
    try {
      new Deposit(wanted.folders().getFirst()).put(request);
      letGo(name);
      return settle(name, Effort.FAILED_TOO).getOrDefault(request.version(), unchanged(name));
    } catch (IOException e) {
      return new Refused("%s: not deployed: %s".formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      return interrupted(name, e);
    }
  }

  @Override
  public Outcome undeploy(AppName name) {
    if (specs(name).isEmpty() && population.find(name).isEmpty()) {
      return new Unchanged("%s: no such application is deployed".formatted(name));
    }
    try {
      return summary(name, wanted.isConfigured(name) ? stop(name) : remove(name));
    } catch (IOException e) {
      return new Refused("%s: not undeployed: %s".formatted(name, e));
    } catch (InterruptedException e) {
      return interrupted(name, e);
    }
  }

  private String stop(AppName name) throws InterruptedException {
    reconciler.hold(name, true);
    return "until the server starts again, as the configuration names it";
  }

  private String remove(AppName name) throws IOException {
    StringBuilder done = new StringBuilder();
    for (DeploymentSpec spec : specs(name)) {
      done.append(done.isEmpty() ? "" : "; ").append(Deposit.take(spec.war()));
    }
    return done.toString();
  }

  private Outcome summary(AppName name, String how) throws InterruptedException {
    Map<String, Outcome> stopped = settle(name, Effort.CHANGED);
    return stopped.isEmpty() && how.isEmpty()
        ? new Unchanged("%s: is stopped already".formatted(name))
        : new Done("%s: undeployed; %s".formatted(name, how));
  }

  @Override
  public Outcome redeploy(AppName name) {
    if (specs(name).isEmpty()) {
      return unknown(name);
    }
    try {
      reconciler.hold(name, false);
      letGo(name);
      return whole(name, settle(name, Effort.ALL));
    } catch (IOException e) {
      return new Refused("%s: not redeployed: %s".formatted(name, e));
    } catch (InterruptedException e) {
      return interrupted(name, e);
    }
  }

  @Override
  public Outcome rollback(AppName name) {
    awaken(name);
    Optional<AppStatus> status = find(name);
    if (status.isEmpty() || specs(name).isEmpty()) {
      return unknown(name);
    }
    if (status.get().held().isPresent()) {
      return new Unchanged("%s: %s".formatted(name, status.get().held().get()));
    }
    try {
      return new Rollback(shelf, specs(name), status.get())
          .run(() -> whole(name, settle(name, Effort.FAILED_TOO)));
    } catch (IOException e) {
      return new Refused("%s: not rolled back: %s".formatted(name, e));
    } catch (InterruptedException e) {
      return interrupted(name, e);
    }
  }

  @Override
  public Outcome drain(AppName name) {
    return drain(name, true, "takes no new users");
  }

  @Override
  public Outcome resume(AppName name) {
    return drain(name, false, "takes new users");
  }

  @Override
  public Outcome precompile(AppName name) {
    awaken(name);
    return population
        .find(name)
        .map(app -> new Precompilation(name, app.pages()).run())
        .orElseGet(() -> unknown(name));
  }

  /** What one has to know of what rests is known when it runs. */
  private void awaken(AppName name) {
    population.find(name).ifPresent(app -> app.wake().join());
  }

  private Outcome drain(AppName name, boolean on, String what) {
    Optional<LiveApp> app = population.find(name);
    if (app.isEmpty()) {
      return unknown(name);
    }
    return app.get().drain(on)
        ? new Done("%s: %s from now on".formatted(name, what))
        : new Unchanged("%s: %s already".formatted(name, what));
  }

  private List<DeploymentSpec> specs(AppName name) {
    return reconciler.desired().specs().stream()
        .filter(spec -> AppName.of(spec).equals(name))
        .toList();
  }

  /** Ends what {@link #rollback} has begun. */
  private void letGo(AppName name) throws IOException {
    for (DeploymentSpec spec : specs(name)) {
      History history = shelf.history(spec);
      if (!history.equals(history.letGo())) {
        shelf.remember(spec, history.letGo());
      }
    }
  }

  /** Brings about what is wanted at one address, and waits for it. */
  private Map<String, Outcome> settle(AppName name, Effort effort) throws InterruptedException {
    try {
      return reconciler.look(name::equals, effort).of(name).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("%s: unexpected failure".formatted(name), e.getCause());
    }
  }

  /** What came of all versions, as one. */
  private static Outcome whole(AppName name, Map<String, Outcome> outcomes) {
    List<Outcome> all = List.copyOf(outcomes.values());
    Optional<Outcome> worst = all.stream().filter(Refused.class::isInstance).findFirst();
    Optional<Outcome> best = all.stream().filter(Done.class::isInstance).findFirst();
    return worst.or(() -> best).orElseGet(() -> unchanged(name));
  }

  private static Outcome unchanged(AppName name) {
    return new Unchanged("%s: nothing has changed".formatted(name));
  }

  private static Outcome unknown(AppName name) {
    return new Refused("%s: no such application is deployed".formatted(name));
  }

  private static Outcome interrupted(AppName name, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Refused("%s: interrupted: %s".formatted(name, e.getMessage()));
  }

  /** All that would have to be stopped if the server stopped now. */
  public List<Running> unstopped() {
    return population.all().stream().flatMap(app -> app.unstopped().stream()).toList();
  }

  /**
   * Starts nothing any more, and waits a little for applications that are just being started; what
   * runs goes on running.
   */
  public void close() throws InterruptedException {
    closed.set(true);
    reconciler.close();
    CompletableFuture<?>[] all =
        population.all().stream().map(LiveApp::settled).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(all).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      LOG.warn("the server stops though an application is still being started");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing can fail here", e);
    }
  }
}
