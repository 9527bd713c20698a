package io.culvert.container.deploy;

import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.core.ManagedServlet;
import io.undertow.servlet.handlers.ServletHandler;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The servlets that want to be loaded on start-up (Servlet 6.1 §14.4 {@code load-on-startup}).
 * Undertow would only log that one of them fails, and keep the cause to itself; an application
 * whose servlets fail must not replace one that works.
 */
final class StartupServlets {
  /** Undertow loads servlets with a negative order at their first request. */
  private static final int HIDDEN = -1;

  private final Deployment deployment;
  private final List<Startup> servlets;

  private record Startup(ManagedServlet servlet, int order) {}

  private StartupServlets(Deployment deployment, List<Startup> servlets) {
    this.deployment = deployment;
    this.servlets = servlets;
  }

  /**
   * Takes them away from Undertow; to be called after its {@code deploy()}, when programmatically
   * added servlets are known too, and before its {@code start()}.
   */
  static StartupServlets takenFrom(Deployment deployment) {
    List<Startup> servlets = new ArrayList<>();
    for (ServletHandler handler : deployment.getServlets().getServletHandlers().values()) {
      ServletInfo info = handler.getManagedServlet().getServletInfo();
      Integer order = info.getLoadOnStartup();
      if (order != null && order >= 0) {
        servlets.add(new Startup(handler.getManagedServlet(), order));
        info.setLoadOnStartup(HIDDEN);
      }
    }
    servlets.sort(Comparator.comparingInt(Startup::order));
    return new StartupServlets(deployment, servlets);
  }

  /**
   * Loads them in their order.
   *
   * @throws DeploymentException naming the first servlet that fails
   */
  void load() throws Exception {
    servlets.forEach(
        startup -> startup.servlet().getServletInfo().setLoadOnStartup(startup.order()));
    for (Startup startup : servlets) {
      deployment
          .createThreadSetupAction(
              (exchange, context) -> {
                load(startup);
                return startup;
              })
          .call(null, null);
    }
  }

  private static void load(Startup startup) throws DeploymentException {
    String name = startup.servlet().getServletInfo().getName();
    try {
      startup.servlet().createServlet();
    } catch (ServletException | RuntimeException | Error e) {
      throw new DeploymentException(
          "servlet '%s' (load-on-startup %d) failed: %s"
              .formatted(name, startup.order(), Causes.of(e)),
          e);
    }
    if (startup.servlet().isPermanentlyUnavailable()) {
      throw new DeploymentException(
          "servlet '%s' (load-on-startup %d) declared itself permanently unavailable"
              .formatted(name, startup.order()));
    }
  }
}
