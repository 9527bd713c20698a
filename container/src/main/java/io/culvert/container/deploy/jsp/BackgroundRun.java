package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.jsp.PageList.Page;
import io.culvert.container.deploy.pages.PageFailure;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Compiles the pages of one application by a few threads that it shares with others. */
final class BackgroundRun {
  private static final Logger LOG = Logger.getLogger(BackgroundRun.class);

  private final Pages pages;
  private final PagePool pool;

  /** What waits for a thread of the pool. */
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  BackgroundRun(Pages pages, PagePool pool) {
    this.pages = pages;
    this.pool = pool;
  }

  /** The pages are looked for by the pool's thread, too. */
  void begin(Consumer<PageFailure> failures) {
    start(() -> pages.whileOpen(() -> share(failures)));
  }

  private void share(Consumer<PageFailure> failures) {
    List<Page> list = pages.list();
    int threads = Math.min(pool.size(), list.size());
    if (threads == 0) {
      return;
    }
    try {
      PageRun run = pages.newRun(list);
      Queue<Page> left = new ConcurrentLinkedQueue<>(list);
      AtomicInteger working = new AtomicInteger(threads);
      for (int i = 0; i < threads; i++) {
        start(() -> work(run, left, working, failures));
      }
    } catch (IOException e) {
      LOG.warnf("pages are compiled when they are asked for, not before: %s", e);
    }
  }

  private void work(
      PageRun run, Queue<Page> left, AtomicInteger working, Consumer<PageFailure> failures) {
    boolean open = true;
    for (Page page = left.poll(); page != null && open; page = left.poll()) {
      Page next = page;
      open = pages.whileOpen(() -> run.compile(next).failure().ifPresent(failures));
    }
    if (working.decrementAndGet() == 0) {
      pages.whileOpen(() -> close(run));
    }
  }

  private static void close(PageRun run) {
    try {
      run.close();
    } catch (IOException e) {
      LOG.debugf("the folder goes with the application: %s", e);
    }
  }

  private void start(Runnable work) {
    Runnable ticket =
        new Runnable() {
          @Override
          public void run() {
            waiting.remove(this);
            work.run();
          }
        };
    waiting.add(ticket);
    pool.begin(ticket);
  }

  /** Takes back what is not begun. */
  void withdraw() {
    waiting.forEach(pool::withdraw);
  }
}
