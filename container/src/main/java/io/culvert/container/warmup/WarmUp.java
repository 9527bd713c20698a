package io.culvert.container.warmup;

import io.culvert.container.apps.VirtualHost;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.Deployment.StageTiming;
import io.culvert.container.deploy.DeploymentException;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import io.culvert.container.hosts.Mount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Warms up what a deployment has brought about. Any thread. */
public final class WarmUp {
  /** The context parameter by which an application names what it wants to be asked for. */
  static final String PARAMETER = "io.culvert.warm-up";

  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final String STAGE = "warm-up";

  private final Asking asking;
  private final WarmUpPolicy policy;

  public WarmUp(Asking asking, WarmUpPolicy policy) {
    this.asking = asking;
    this.policy = policy;
  }

  /**
   * Asks an application that runs for what it names in {@value #PARAMETER}, then for other paths,
   * and returns when it has answered or has had its time. One that failed to start is returned as
   * it is.
   *
   * @param popular paths as in a request line, the most important first
   * @param stage told when it begins
   * @return the application, or its failure if the policy is strict; it is stopped then
   */
  public Deployment run(Deployment deployed, List<String> popular, Consumer<String> stage) {
    if (!(deployed instanceof Running running)) {
      return deployed;
    }
    List<String> declared = declared(running);
    SequencedSet<String> paths = new LinkedHashSet<>(declared);
    popular.stream().limit(policy.popular()).forEach(paths::add);
    if (paths.isEmpty()) {
      return running;
    }
    stage.accept(STAGE);
    long begun = System.nanoTime();
    Tour tour =
        Tour.begin(asking, running.spec(), alone(running), List.copyOf(paths), policy.time());
    Map<String, Answer> answers = answers(tour);
    StageTiming timing = new StageTiming(STAGE, Duration.ofNanos(System.nanoTime() - begun));
    List<String> problems = problems(paths, answers, declared);
    Running warm = with(timing, running);
    return problems.isEmpty() ? warm : report(warm, problems);
  }

  private static Map<String, Answer> answers(Tour tour) {
    try {
      return tour.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the start has been given up
      return Map.of();
    }
  }

  /** White space or commas between paths below the context path. */
  private static List<String> declared(Running running) {
    String context = running.spec().contextPath();
    return running
        .app()
        .contextParameter(PARAMETER)
        .map(text -> List.of(text.trim().split("[\\s,]+")))
        .orElse(List.of())
        .stream()
        .filter(path -> !path.isEmpty())
        .map(path -> context + (path.startsWith("/") ? path : "/" + path))
        .toList();
  }

  /** Its handler as it is behind the router of all, with nobody else there. */
  private static HostRouter alone(Running running) {
    String context = running.spec().contextPath();
    return new HostRouter(
        new HostTable(List.of(new Mount(VirtualHost.DEFAULT, context, running.handler()))));
  }

  /** Of what was only popular, the application may have got rid. */
  private List<String> problems(
      Iterable<String> paths, Map<String, Answer> answers, List<String> declared) {
    List<String> problems = new ArrayList<>();
    for (String path : paths) {
      Answer answer = answers.get(path);
      if (answer == null) {
        problems.add(
            "%s has not been answered within %d ms (warm-up.time), nor what comes after it"
                .formatted(path, policy.time().toMillis()));
        return problems;
      }
      if (answer.isServerError() || (declared.contains(path) && answer.isError())) {
        problems.add("%s is answered %s".formatted(path, answer));
      }
    }
    return problems;
  }

  private static Running with(StageTiming timing, Running running) {
    List<StageTiming> timings = new ArrayList<>(running.timings());
    timings.add(timing);
    return new Running(running.spec(), timings, running.handler(), running.app());
  }

  private Deployment report(Running warm, List<String> problems) {
    DeploymentSpec spec = warm.spec();
    String what = String.join("; ", problems);
    if (!policy.strict()) {
      LOG.warnf("%s: warmed up, but %s", spec.displayName(), what);
      return warm;
    }
    warm.app().stop();
    return new Failed(spec, warm.timings(), STAGE, new DeploymentException(what));
  }
}
