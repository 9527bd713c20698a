package io.culvert.container.deploy;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.jsp.CompileMode;

/**
 * What applies to the pages of all applications.
 *
 * @param cache keeps compiled pages
 * @param mode when pages are compiled, where the application does not say
 * @param strict whether a page that does not compile fails the deployment, if pages are compiled
 *     before the application answers
 */
public record PagePolicy(BuildCache cache, CompileMode mode, boolean strict) {
  /** The context parameter by which an application says when its pages are to be compiled. */
  static final String PARAMETER = "io.culvert.jsp.compile";
}
