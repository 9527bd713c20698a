package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.jsp.PageList.Page;
import io.culvert.container.deploy.pages.CompiledPages;
import io.culvert.container.deploy.pages.PageFailure;
import io.culvert.container.deploy.pages.PageStatistics;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * The pages of one generation of one application, for those who want to compile them before they
 * are asked for. Any thread; nothing is compiled here any more when it is closed.
 */
public final class Pages implements AutoCloseable {
  private final ServletContext context;
  private final List<PageServlet> servlets;
  private final CompiledPages compiled;
  private final Path scratch;
  private final BackgroundRun background;

  /** Who compiles a page shares it; who closes has it alone, and waits for nothing else. */
  private final ReadWriteLock compiling = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /** How many there were at the last look; -1 before the first one. */
  private final AtomicInteger count = new AtomicInteger(-1);

  /**
   * @param context in which to compile
   * @param servlets those that serve pages
   * @param compiled knows what became of each
   * @param scratch a folder for what is only needed for a while
   * @param pool compiles in the background
   */
  Pages(
      ServletContext context,
      List<PageServlet> servlets,
      CompiledPages compiled,
      Path scratch,
      PagePool pool) {
    this.context = context;
    this.servlets = servlets.stream().filter(servlet -> !servlet.hasOtherCompiler()).toList();
    this.compiled = compiled;
    this.scratch = scratch;
    this.background = new BackgroundRun(this, pool);
  }

  /** What happened to them until now. */
  public PageStatistics statistics() {
    int known = count.get();
    return compiled.statistics(known < 0 ? list().size() : known);
  }

  List<Page> list() {
    List<Page> pages = new PageList(context, servlets).pages();
    count.set(pages.size());
    return pages;
  }

  PageRun newRun(List<Page> pages) throws IOException {
    return new PageRun(context, pages, scratch);
  }

  /**
   * Compiles all pages that are not in the build cache, on all processors, and waits for it. Pages
   * that do not compile keep no other from it.
   *
   * @throws IOException if there is no folder to compile in, or the application stops meanwhile
   */
  public PageReport compile(PageProgress progress) throws IOException {
    refuseIfClosed();
    long begun = System.nanoTime();
    List<Page> pages = list();
    PageResults results = new PageResults(pages.size(), progress);
    int processors = Runtime.getRuntime().availableProcessors();
    try (PageRun run = newRun(pages);
        ExecutorService threads =
            Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().name("culvert-precompile-", 1).factory())) {
      for (Page page : pages) {
        threads.execute(() -> whileOpen(() -> results.add(page, run.compile(page))));
      }
    }
    refuseIfClosed();
    return results.report(Duration.ofNanos(System.nanoTime() - begun));
  }

  private void refuseIfClosed() throws IOException {
    if (closed) {
      throw new IOException("the application is stopped");
    }
  }

  /**
   * Has all pages compiled by a few threads while the application runs. To be called once.
   *
   * @param failures hears of each page that does not compile, from any thread
   */
  public void compileInBackground(Consumer<PageFailure> failures) {
    background.begin(failures);
  }

  /** Returns whether there is any point in going on. */
  boolean whileOpen(Runnable work) {
    if (!compiling.readLock().tryLock()) {
      return false;
    }
    try {
      if (!closed) {
        work.run();
      }
      return !closed;
    } finally {
      compiling.readLock().unlock();
    }
  }

  /** Waits for the pages that are just being compiled; no other is begun. */
  @Override
  public void close() {
    closed = true;
    compiling.writeLock().lock();
    try {
      background.withdraw();
    } finally {
      compiling.writeLock().unlock();
    }
  }
}
