package io.culvert.container.deploy;

import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.core.ManagedFilter;
import jakarta.servlet.ServletException;

/**
 * Initialises the filters of an application. Undertow would wait for the first request, but none
 * may come before all filters are ready (Servlet 6.1 §6.2.1), and an application whose filters fail
 * must not replace one that works.
 *
 * @param deployment has been started
 */
record StartupFilters(Deployment deployment) {
  /**
   * Initialises them, in no order.
   *
   * @throws DeploymentException naming the first filter that fails
   */
  void load() throws Exception {
    for (String name : deployment.getDeploymentInfo().getFilters().keySet()) {
      ManagedFilter filter = deployment.getFilters().getManagedFilter(name);
      if (filter != null) {
        deployment
            .createThreadSetupAction(
                (exchange, context) -> {
                  load(name, filter);
                  return filter;
                })
            .call(null, null);
      }
    }
  }

  private static void load(String name, ManagedFilter filter) throws DeploymentException {
    try {
      filter.createFilter();
    } catch (ServletException | RuntimeException | Error e) {
      throw new DeploymentException("filter '%s' failed: %s".formatted(name, Causes.of(e)), e);
    }
  }
}
