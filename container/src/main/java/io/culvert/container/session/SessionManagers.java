package io.culvert.container.session;

import io.culvert.session.SessionIds;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SessionManagerFactory;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each application its session manager, and reaches them all. One for the whole server; put
 * it into {@code DeploymentInfo.setSessionManagerFactory}.
 */
public final class SessionManagers implements SessionManagerFactory {
  private final SessionStores stores;
  private final SessionIds ids;
  private final Clock clock;
  private final Set<StoreSessionManager> running = ConcurrentHashMap.newKeySet();

  /**
   * @param stores where sessions are kept
   * @param ids where their names come from
   * @param clock must be the one the stores go by
   */
  public SessionManagers(SessionStores stores, SessionIds ids, Clock clock) {
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
  }

  /** Called by Undertow once per deployment. */
  @Override
  public SessionManager createSessionManager(Deployment deployment) {
    DeploymentInfo info = deployment.getDeploymentInfo();
    String name = info.getDeploymentName();
    return new StoreSessionManager(
        name, stores.open(name, info.getClassLoader()), ids, clock, running);
  }

  /** For management: how each running application's sessions fare, in no order. */
  public List<SessionCounts> counts() {
    return running.stream().map(StoreSessionManager::counts).toList();
  }

  /**
   * Ends all sessions whose time is up, in all applications, and tells their listeners. Not to be
   * called by two threads at once, or a listener that takes long is overtaken.
   */
  public void sweep() {
    running.forEach(StoreSessionManager::sweep);
  }
}
