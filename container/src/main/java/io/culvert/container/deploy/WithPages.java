package io.culvert.container.deploy;

import io.culvert.container.buildcache.Lease;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.deploy.jsp.Pages;
import io.culvert.container.deploy.pages.PageFailure;
import java.util.function.Consumer;

/**
 * An assembled application with what serves its pages.
 *
 * @param pages can be compiled from now on
 * @param mode when they are
 * @param failures hears of those that do not compile
 * @param builds asked for them; what it was given is not collected as garbage meanwhile
 */
record WithPages(
    Assembled assembled,
    Pages pages,
    CompileMode mode,
    Consumer<PageFailure> failures,
    Lease builds) {
  /** The application has started: has its pages compiled beside requests, if that is when. */
  void beginInBackground() {
    if (mode == CompileMode.BACKGROUND) {
      pages.compileInBackground(failures);
    }
  }
}
