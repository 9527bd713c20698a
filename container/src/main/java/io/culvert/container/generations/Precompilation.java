package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.Outcome;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.apps.Outcome.Refused;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.PageReport;
import io.culvert.container.deploy.jsp.Pages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles the pages of one application at the operator's word.
 *
 * @param name the application
 * @param versions the pages of each of its versions
 */
record Precompilation(AppName name, List<Pages> versions) {
  Outcome run() {
    if (versions.isEmpty()) {
      return new Refused("%s: nothing serves there".formatted(name));
    }
    List<PageReport> reports = new ArrayList<>();
    try {
      for (Pages pages : versions) {
        reports.add(pages.compile(PageProgress.NONE));
      }
    } catch (IOException e) {
      return new Refused("%s: not all pages are compiled: %s".formatted(name, e.getMessage()));
    }
    return outcome(reports);
  }

  private Outcome outcome(List<PageReport> reports) {
    List<String> counts = reports.stream().map(PageReport::toString).toList();
    String all = "%s: %s".formatted(name, String.join("; ", counts));
    return reports.stream()
        .flatMap(report -> report.failures().stream())
        .findFirst()
        .<Outcome>map(failure -> new Refused("%s; the first one is %s".formatted(all, failure)))
        .orElseGet(() -> new Done(all));
  }
}
