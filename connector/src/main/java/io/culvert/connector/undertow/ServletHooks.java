package io.culvert.connector.undertow;

import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.LoggingExceptionHandler;

/**
 * What the bridge needs in each deployment, so that servlets hear of everything and it hears what
 * becomes of them. Needs undertow-servlet.
 */
public final class ServletHooks {
  private final AuthorizerGate gate;
  private final boolean filter;

  /**
   * @param roles what servlets are asked to be
   */
  public ServletHooks(PlayedRoles roles) {
    this.gate = new AuthorizerGate(roles);
    this.filter = roles.filter();
  }

  /** To be called before an application is deployed. */
  public void prepare(DeploymentInfo info) {
    info.setExceptionHandler(new TooLarge(new ServletFailures(LoggingExceptionHandler.DEFAULT)));
    info.addInnerHandlerChainWrapper(LongTimeouts::new);
    if (filter) {
      info.addOuterHandlerChainWrapper(FilterAttributes::new);
    }
  }

  /** To be called when it has been deployed, and all its filters are known, but is not started. */
  public void complete(Deployment deployment) {
    gate.placeIn(deployment);
  }
}
