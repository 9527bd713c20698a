package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.pages.PageFailure;
import java.time.Duration;
import java.util.List;

/**
 * What came of compiling all pages of an application.
 *
 * @param pages how many there are
 * @param compiled how many had to be compiled
 * @param failures those that do not compile, by path
 * @param took how long it took
 */
public record PageReport(int pages, long compiled, List<PageFailure> failures, Duration took) {
  public PageReport {
    failures = List.copyOf(failures);
  }

  /** For people: {@code 200 pages: 180 compiled, 20 were compiled before}. */
  @Override
  public String toString() {
    long before = pages - compiled - failures.size();
    String broken = failures.isEmpty() ? "" : ", %d do not compile".formatted(failures.size());
    return "%d %s: %d compiled, %d compiled before%s"
        .formatted(pages, pages == 1 ? "page" : "pages", compiled, before, broken);
  }
}
