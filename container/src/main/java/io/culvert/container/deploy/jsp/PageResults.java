package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.jsp.PageList.Page;
import io.culvert.container.deploy.pages.PageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What comes of each of many pages. */
final class PageResults {
  private final int pages;
  private final PageProgress progress;

  /** Guarded by this, as are the numbers; who hears of the progress is told under the monitor. */
  private final List<PageFailure> failures = new ArrayList<>();

  private int done;
  private long compiled;

  PageResults(int pages, PageProgress progress) {
    this.pages = pages;
    this.progress = progress;
  }

  synchronized void add(Page page, PageRun.Result result) {
    done++;
    compiled += result.compiled() ? 1 : 0;
    result.failure().ifPresent(failures::add);
    progress.done(done, pages, page.path());
  }

  synchronized PageReport report(Duration took) {
    List<PageFailure> sorted =
        failures.stream().sorted(Comparator.comparing(PageFailure::page)).toList();
    return new PageReport(pages, compiled, sorted, took);
  }
}
