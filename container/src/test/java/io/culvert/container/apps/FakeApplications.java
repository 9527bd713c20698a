package io.culvert.container.apps;

import io.culvert.container.apps.AppStatus.Building;
import io.culvert.container.apps.AppStatus.Failure;
import io.culvert.container.apps.AppStatus.Phase;
import io.culvert.container.apps.AppStatus.Retired;
import io.culvert.container.apps.AppStatus.Serving;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.apps.AppStatus.Traffic;
import io.culvert.container.deploy.Deployment.StageTiming;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;

/** Applications that are nothing but what is said of them. */
public final class FakeApplications implements Applications {
  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  private final Map<AppName, AppStatus> all = new ConcurrentSkipListMap<>();
  private final Map<AppName, CountDownLatch> gates = new ConcurrentHashMap<>();

  /** Adds one that runs and has a failure and a leak behind it. */
  public FakeApplications with(String name) {
    AppName app = AppName.parse(name);
    all.put(app, running(app, Optional.empty()));
    return this;
  }

  /** Takes one away, as if it had gone from its folder. */
  public void forget(String name) {
    all.remove(AppName.parse(name));
  }

  /** Has the next redeploy stay in a stage until the latch is released. */
  public CountDownLatch holdRedeploy(String name) {
    CountDownLatch gate = new CountDownLatch(1);
    gates.put(AppName.parse(name), gate);
    return gate;
  }

  private static AppStatus running(AppName app, Optional<Building> building) {
    Serving serving =
        new Serving(
            "2.1",
            3,
            Path.of("/srv/shop.war"),
            "00ff",
            THEN,
            List.of(new StageTiming("unpack", Duration.ofMillis(12))),
            new Traffic(1000, 7, 2),
            5);
    Failure failure = new Failure("2.1", 2, "start", "a listener threw", THEN, Optional.empty());
    Retired draining = new Retired("", 2, Phase.DRAINING, THEN, List.of());
    Retired leak = new Retired("", 1, Phase.STOPPED, THEN, List.of("thread 'timer' runs on"));
    return new AppStatus(
        app,
        State.RUNNING,
        THEN,
        List.of(serving, serving),
        building,
        Optional.of(failure),
        Optional.empty(),
        List.of(leak, draining));
  }

  @Override
  public List<AppStatus> list() {
    return List.copyOf(all.values());
  }

  @Override
  public Optional<AppStatus> find(AppName name) {
    return Optional.ofNullable(all.get(name));
  }

  @Override
  public Outcome deploy(DeployRequest request) {
    if (request.war().toString().contains("broken")) {
      return new Outcome.Refused("%s: failed in stage start".formatted(request.name()));
    }
    with(request.name().toString());
    return new Outcome.Done("%s: version '%s' serves".formatted(request.name(), request.version()));
  }

  @Override
  public Outcome undeploy(AppName name) {
    return all.remove(name) == null
        ? new Outcome.Unchanged(name + ": no such application")
        : new Outcome.Done(name + ": undeployed");
  }

  @Override
  public Outcome redeploy(AppName name) {
    CountDownLatch gate = gates.remove(name);
    if (gate != null) {
      all.put(name, running(name, Optional.of(new Building("2.1", 4, "describe", THEN))));
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return known(name, "generation 4 serves");
  }

  @Override
  public Outcome rollback(AppName name) {
    return known(name, "generation 2 serves again");
  }

  @Override
  public Outcome drain(AppName name) {
    return known(name, "takes no new users");
  }

  @Override
  public Outcome resume(AppName name) {
    return known(name, "takes new users");
  }

  @Override
  public Outcome precompile(AppName name) {
    return known(name, "3 pages: 1 compiled, 2 compiled before");
  }

  private Outcome known(AppName name, String what) {
    return all.containsKey(name)
        ? new Outcome.Done(name + ": " + what)
        : new Outcome.Refused(name + ": no such application");
  }
}
