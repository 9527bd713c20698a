package io.culvert.connector.loop;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.Turn;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Serves requests of one loop on other threads than the loop's: those of slow routes, and any when
 * too many threads of loops are held up.
 *
 * <p>Platform threads come first, because among them the kernel shares the processors out whatever
 * a request does. There is a number of them; beyond it requests go to virtual threads, of which
 * there is any number, but which keep a processor until they wait for something: two that compute
 * would hold up all the others on a machine with two processors. So routes that are known to
 * compute never go there, but wait for a platform thread.
 *
 * <p>Belongs to the holder of the loop's baton.
 */
final class Apart {
  private final Application application;
  private final SlowRoutes routes;
  private final LoopThreads threads;
  private final RunQueue queue;
  private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();

  /**
   * @param queue where requests wait for a platform thread
   */
  Apart(Application application, SlowRoutes routes, LoopThreads threads, RunQueue queue) {
    this.application = application;
    this.routes = routes;
    this.threads = threads;
    this.queue = queue;
  }

  /** Takes a request, unless it is better served on the loop's thread. */
  boolean takes(FcgiRequest request, int route) {
    boolean slow = routes.isSlow(route);
    if (!slow && !threads.areScarce()) {
      return false;
    }
    boolean computes = routes.computes(route);
    if (threads.platform().places().take(computes ? 0 : threads.spared())) {
      return startOnPlatform(request, route);
    }
    if (threads.usesVirtual() && !computes) {
      return threads.runVirtual(() -> serve(request, route));
    }
    if (slow) {
      queue.add(request);
    }
    return slow;
  }

  /** Starts requests that have waited for a thread, as far as there are threads. */
  void startWaiting(long now) {
    FcgiRequest request = queue.next(now);
    while (request != null) {
      if (!startOnPlatform(request, routes.routeOf(request.params()))) {
        request.turnAway(RefusalCause.NO_THREAD);
      }
      request = queue.next(now);
    }
  }

  private boolean startOnPlatform(FcgiRequest request, int route) {
    Runnable service;
    try {
      service = () -> serveAndMeasure(request, route);
    } catch (OutOfMemoryError _) {
      threads.platform().places().giveBack();
      return false;
    }
    return threads.platform().run(service);
  }

  private void serveAndMeasure(FcgiRequest request, int route) {
    long before = processor.getCurrentThreadCpuTime();
    serve(request, route);
    routes.used(route, processor.getCurrentThreadCpuTime() - before);
  }

  private void serve(FcgiRequest request, int route) {
    long start = System.nanoTime();
    request.serve(application, Turn.DETACHED);
    routes.took(route, System.nanoTime() - start);
  }
}
