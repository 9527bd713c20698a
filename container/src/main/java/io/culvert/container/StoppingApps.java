package io.culvert.container;

import io.culvert.container.deploy.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Stops applications all at once, and waits for them as long as the server's patience lasts: a
 * listener or servlet that never returns must not keep the process alive.
 *
 * @param patience how long to wait for all of them together
 */
record StoppingApps(Duration patience) {
  private static final Logger LOG = Logger.getLogger(StoppingApps.class);

  private record Stopping(String name, Thread thread) {}

  void stop(List<Deployment.Running> applications) throws InterruptedException {
    List<Stopping> all = new ArrayList<>();
    for (Deployment.Running each : applications) {
      String name = each.spec().displayName();
      Thread thread =
          Thread.ofPlatform().daemon().name("stop " + name).start(() -> each.app().stop());
      all.add(new Stopping(name, thread));
    }
    long deadline = System.nanoTime() + patience.toNanos();
    for (Stopping each : all) {
      if (!each.thread().join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        LOG.warnf(
            "%s: has not stopped within %d s and is left behind; its thread '%s' hangs",
            each.name(), patience.toSeconds(), each.thread().getName());
      }
    }
  }
}
