package io.culvert.container.deploy.jsp;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that compile pages beside requests, for all applications together: at most half as
 * many as there are processors, of the lowest priority, and none when there is nothing to do.
 *
 * <p>The kernel takes priority as a hint at best. To make these threads truly nice would make all
 * threads nice that the runtime happens to start from them, some of which serve requests.
 */
final class PagePool {
  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  /**
   * @param processors how many the machine has
   */
  PagePool(int processors) {
    int most = Math.max(1, processors / 2);
    threads =
        new ThreadPoolExecutor(
            most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  /** How many may work at once. */
  int size() {
    return threads.getCorePoolSize();
  }

  void begin(Runnable work) {
    threads.execute(work);
  }

  /** Takes work back that is not begun, so that nothing refers to its application any more. */
  void withdraw(Runnable work) {
    threads.remove(work);
  }

  /** Nothing is inherited from the thread that happens to be first: it may be an application's. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  private Thread thread(Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .name("culvert-pages-" + number.incrementAndGet())
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .inheritInheritableThreadLocals(false)
            .unstarted(work);
    thread.setContextClassLoader(PagePool.class.getClassLoader());
    return thread;
  }
}
