package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.core.DeploymentManagerImpl;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servlet container of one generation of one application. Undertow's own knows deployments by
 * name and context path only: removing the old generation from a shared one would remove the new
 * one with it, and virtual hosts would be the same. Here an application is alone but for those that
 * its {@link Neighbours} let it see.
 */
@SuppressWarnings("NullAway") // Undertow's interface says "there is none" with null
final class AppContainer implements ServletContainer {
  private final DeploymentSpec spec;
  private final Neighbours neighbours;
  private final DeploymentManager manager;

  AppContainer(DeploymentSpec spec, DeploymentInfo info, Neighbours neighbours) {
    this.spec = spec;
    this.neighbours = neighbours;
    this.manager = new DeploymentManagerImpl(info.clone(), this);
  }

  DeploymentManager manager() {
    return manager;
  }

  @Override
  public Collection<String> listDeployments() {
    return List.of(spec.displayName());
  }

  @Override
  public @Nullable DeploymentManager getDeployment(String name) {
    return name.equals(spec.displayName()) ? manager : null;
  }

  @Override
  public @Nullable DeploymentManager getDeploymentByPath(@Nullable String path) {
    if (path == null || !(path.isEmpty() || path.startsWith("/"))) {
      return null;
    }
    return switch (neighbours.find(spec, path, currentRequest())) {
      case Neighbours.Found.Itself _ -> manager;
      case Neighbours.Found.Other(StoppableApp other) -> other.manager();
      case Neighbours.Found.Other _, Neighbours.Found.Nobody _ -> null;
    };
  }

  private static @Nullable HttpServerExchange currentRequest() {
    ServletRequestContext current = ServletRequestContext.current();
    return current == null ? null : current.getExchange();
  }

  /**
   * Not supported: it was made for one.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public DeploymentManager addDeployment(DeploymentInfo info) {
    throw new UnsupportedOperationException("made for one application, has it already");
  }

  /**
   * Not supported: it ends with its application.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void removeDeployment(DeploymentInfo info) {
    throw new UnsupportedOperationException("ends with its application");
  }
}
