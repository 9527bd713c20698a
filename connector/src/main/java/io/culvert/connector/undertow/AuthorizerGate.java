package io.culvert.connector.undertow;

import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;

/**
 * Lets an application's servlet answer what an Authorizer is asked. To be placed in each deployment
 * when all filters of its own are known.
 */
final class AuthorizerGate {
  private static final String NAME = AuthorizerGate.class.getName();

  /** Undertow's word for every servlet. */
  private static final String ALL_SERVLETS = "*";

  private final PlayedRoles roles;

  AuthorizerGate(PlayedRoles roles) {
    this.roles = roles;
  }

  /**
   * Places the gate, if the application can be asked at all.
   *
   * @param deployment deployed, but not started
   */
  void placeIn(Deployment deployment) {
    DeploymentInfo info = deployment.getDeploymentInfo();
    if (roles.authorizerPath().filter(path -> isBelow(path, info.getContextPath())).isEmpty()) {
      return;
    }
    FilterInfo filter =
        new FilterInfo(
                NAME,
                AuthorizerFilter.class,
                new ImmediateInstanceFactory<>(new AuthorizerFilter()))
            .setAsyncSupported(true);
    // the last one: what answers before has answered in the servlet's place
    info.addFilter(filter);
    info.addFilterServletNameMapping(NAME, ALL_SERVLETS, DispatcherType.REQUEST);
    deployment.getFilters().addFilter(filter);
    deployment.getServletPaths().invalidate();
  }

  private static boolean isBelow(String path, String contextPath) {
    return contextPath.equals("/") || path.startsWith(contextPath + "/");
  }
}
