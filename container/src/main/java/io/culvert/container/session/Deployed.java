package io.culvert.container.session;

import io.undertow.servlet.api.Deployment;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What sessions have to know of one deployment of their application.
 *
 * @param loader finds its classes
 * @param context its context, once it is deployed
 * @param wantsAllStored whether, once it is deployed, every session has to be in the store
 */
record Deployed(
    ClassLoader loader, Supplier<ServletContext> context, BooleanSupplier wantsAllStored) {

  static Deployed of(Deployment deployment) {
    return new Deployed(
        deployment.getDeploymentInfo().getClassLoader(),
        deployment::getServletContext,
        () -> wantsAllStored(deployment));
  }

  /** Listeners want to hear of an end too, and an id in a URL has no room for a proof. */
  private static boolean wantsAllStored(Deployment deployment) {
    return deployment.getDeploymentInfo().getListeners().stream()
            .anyMatch(each -> HttpSessionListener.class.isAssignableFrom(each.getListenerClass()))
        || !deployment
            .getServletContext()
            .getEffectiveSessionTrackingModes()
            .equals(Set.of(SessionTrackingMode.COOKIE));
  }
}
