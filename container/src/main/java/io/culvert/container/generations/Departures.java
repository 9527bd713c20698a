package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus.Retired;
import io.culvert.container.deploy.Deployment.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;

/**
 * The generations of one application that serve no more, until nothing is left of them. Any thread;
 * the lock guards the list and is held for a moment only.
 */
final class Departures {
  private static final Logger LOG = Logger.getLogger(Departures.class);

  private final Means means;
  private final ThreadFactory threads;
  private final List<Retirement> all = new ArrayList<>();

  /** With daemon threads of the platform. */
  Departures(Means means) {
    this(
        means,
        Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("stop").factory());
  }

  /**
   * @param threads one for each end of a generation
   */
  Departures(Means means, ThreadFactory threads) {
    this.means = means;
    this.threads = threads;
  }

  /** Begins the end of a generation, which must be out of every lineup. */
  void begin(Generation generation) {
    Retirement retirement =
        new Retirement(
            generation, means.clock().instant(), means.policy().drain(), means.starter()::hasEnded);
    synchronized (this) {
      all.add(retirement);
    }
    begin(retirement);
  }

  /**
   * Without a thread a generation stays as it is until the next attempt: whoever is here must not
   * wait for what an application does when it is stopped.
   */
  private void begin(Retirement retirement) {
    try {
      retirement.begin(threads);
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "%s: there is no thread to stop it on; will try again", retirement);
    }
  }

  /** Begins what could not be begun before. */
  void tryAgain() {
    waiting().forEach(this::begin);
  }

  private synchronized List<Retirement> waiting() {
    return all.stream().filter(each -> !each.hasBegun()).toList();
  }

  /** Those that still have to be stopped. */
  synchronized List<Running> unstopped() {
    return all.stream()
        .flatMap(each -> each.unstopped().stream())
        .map(Generation::deployment)
        .toList();
  }

  /** Those of which something is left, the one that has left first. */
  synchronized List<Retired> status() {
    all.removeIf(Retirement::isOver);
    return all.stream().map(Retirement::status).toList();
  }
}
