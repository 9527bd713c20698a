package io.culvert.container.deploy;

import io.culvert.connector.undertow.ServletHooks;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.PathParameterSessionConfig;
import io.undertow.server.session.SessionConfig;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.DeploymentManager.State;
import io.undertow.servlet.api.SessionConfigWrapper;
import io.undertow.servlet.core.ApplicationListeners;
import io.undertow.servlet.spec.ServletContextImpl;
import io.undertow.servlet.spec.SessionCookieConfigImpl;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Undertow's servlet engine for one generation of one application.
 *
 * <p>To be started and stopped by one thread at a time; its handler serves any number.
 */
final class ServletEngine {
  private final ServletHooks hooks;
  private final UncountedFrames frames;
  private final DeploymentManager manager;
  private final ApplicationThread application;
  private final Runnable end;
  private volatile @Nullable SessionConfig sessionNames;

  /**
   * @param container the application's own
   * @param frames counts what only the application knows of; part of the deployment
   */
  ServletEngine(
      AppContainer container, Assembled assembled, ServletHooks hooks, UncountedFrames frames) {
    this.hooks = hooks;
    this.frames = frames;
    this.manager = container.manager();
    this.application = new ApplicationThread(assembled.info().getClassLoader());
    this.end = assembled.end();
  }

  /**
   * Runs initializers and listeners, then starts filters and the servlets that want to be loaded on
   * start-up.
   *
   * @throws Exception whatever the application throws; {@link #stop} is to be called then, too
   */
  HttpHandler start() throws Exception {
    return application.call(
        () -> {
          manager.deploy();
          hooks.complete(manager.getDeployment());
          sessionNames = sessionNames(manager.getDeployment());
          StartupServlets servlets = StartupServlets.takenFrom(manager.getDeployment());
          HttpHandler handler = manager.start();
          new StartupFilters(manager.getDeployment()).load();
          servlets.load();
          return handler;
        });
  }

  DeploymentManager manager() {
    return manager;
  }

  /** How many sessions live; none before the start and after the end. */
  int sessions() {
    Deployment deployment = manager.getDeployment();
    return deployment == null
        ? 0
        : (int) deployment.getSessionManager().getStatistics().getActiveSessionCount();
  }

  /** See {@link RunningApp#awaitUncounted}. */
  boolean awaitUncounted(Duration patience) throws InterruptedException {
    return frames.awaitNone(patience);
  }

  /** See {@link RunningApp#servesUncounted}. */
  boolean servesUncounted() {
    return frames.areRunning();
  }

  /** Whether the request names a session that lives; looking does not lengthen its life. */
  boolean knowsSessionOf(HttpServerExchange exchange) {
    Deployment deployment = manager.getDeployment();
    SessionConfig names = sessionNames;
    if (deployment == null || names == null) {
      return false;
    }
    String id = names.findSessionId(exchange);
    return id != null && deployment.getSessionManager().getSession(id) != null;
  }

  /**
   * How requests name their sessions. The context's own answer can be had only when a request has
   * come to a servlet, so it is put together here once more, with all that is wrapped around it.
   */
  private static SessionConfig sessionNames(Deployment deployment) {
    ServletContextImpl context = deployment.getServletContext();
    SessionCookieConfigImpl cookie = context.getSessionCookieConfig();
    boolean inPath =
        context.getEffectiveSessionTrackingModes().equals(EnumSet.of(SessionTrackingMode.URL));
    SessionConfig names =
        inPath
            ? new PathParameterSessionConfig(cookie.getName().toLowerCase(Locale.ENGLISH))
            : cookie;
    SessionConfigWrapper wrapper = deployment.getDeploymentInfo().getSessionConfigWrapper();
    return wrapper == null ? names : wrapper.wrap(names, deployment);
  }

  /**
   * Destroys servlets, filters and listeners, as far as they were started.
   *
   * @throws Exception whatever the application throws
   */
  void stop() throws Exception {
    application.call(
        () -> {
          if (manager.getState() == State.UNDEPLOYED) {
            stopHalfDeployed();
          } else {
            manager.stop();
            manager.undeploy();
            end.run();
          }
          return manager;
        });
  }

  /** Undertow forgets a deployment that failed; its listeners may have opened things meanwhile. */
  private void stopHalfDeployed() {
    if (manager.getDeployment() == null) {
      return;
    }
    ApplicationListeners listeners = manager.getDeployment().getApplicationListeners();
    if (listeners != null) {
      listeners.contextDestroyed();
      listeners.stop();
    }
  }
}
