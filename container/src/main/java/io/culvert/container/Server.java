package io.culvert.container;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.Listeners;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.PathGuard;
import io.culvert.connector.undertow.ServletAborts;
import io.culvert.connector.undertow.ServletFailures;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.apps.DesiredApps;
import io.culvert.container.apps.VirtualHost;
import io.culvert.container.cli.ServerLauncher;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.Deployer;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import io.culvert.container.hosts.Mount;
import io.culvert.container.session.SessionManagers;
import io.culvert.container.session.SessionSweeper;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.heap.HeapSessionStore;
import io.undertow.servlet.api.LoggingExceptionHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole server. Started in this order: listening sockets, applications, and only then are
 * connections accepted; stopped in the reverse order.
 */
public final class Server implements ServerLauncher.RunningServer, AutoCloseable {
  /** Sessions of one application; beyond that the least useful one has to go. */
  private static final int SESSIONS = 100_000;

  private final List<Deployment> deployments;
  private final UndertowApplication application;
  private final FcgiServer connector;
  private final HttpListeners http;
  private final SessionSweeper sweeper;
  private final List<String> notes;
  private final Duration grace;

  private Server(Parts parts, List<Deployment> deployments, FcgiServer connector, Duration grace) {
    this.deployments = deployments;
    this.application = parts.application();
    this.connector = connector;
    this.http = parts.http();
    this.sweeper = parts.sweeper();
    this.notes = parts.apps().notes();
    this.grace = grace;
  }

  /**
   * Starts a server. An application that cannot be deployed does not keep the others from it.
   *
   * @throws IOException if an address cannot be listened on; the message is for the operator, and
   *     nothing is left open
   */
  public static Server launch(ServerConfig config) throws IOException {
    Listeners listeners = Listeners.open(config.connector());
    HostRouter router = new HostRouter(HostTable.EMPTY);
    UndertowApplication application =
        new UndertowApplication(router, settings(config.requests()), new ServletAborts());
    try {
      HttpListeners http =
          HttpListeners.open(config.http(), application.worker(), config.requests().maxBody());
      return serve(config, router, listeners, application, http);
    } catch (IOException e) {
      application.close();
      listeners.close();
      throw e;
    }
  }

  private static Server serve(
      ServerConfig config,
      HostRouter router,
      Listeners listeners,
      UndertowApplication application,
      HttpListeners http)
      throws IOException {
    Clock clock = Clock.systemUTC();
    SessionManagers sessions =
        new SessionManagers(
            (_, _) -> new HeapSessionStore<>(SESSIONS, clock),
            new RandomSessionIds(new SecureRandom()),
            clock);
    Deployer deployer =
        Deployer.of(
            config.applications().work(),
            sessions,
            new ServletFailures(LoggingExceptionHandler.DEFAULT),
            DeploymentEvents.NONE);
    DesiredApps apps =
        DesiredApps.of(config.applications().named(), config.applications().webapps());
    List<Deployment> deployments = apps.specs().stream().map(deployer::deploy).toList();
    router.swap(new HostTable(mounts(deployments)));
    http.serve(new PathGuard(router));
    FcgiServer connector =
        FcgiServer.start(config.connector(), listeners, application, new EventLog());
    Parts parts = new Parts(application, http, SessionSweeper.start(sessions), apps);
    return new Server(parts, deployments, connector, config.shutdown());
  }

  /** What a server is made of beside the connector. */
  private record Parts(
      UndertowApplication application,
      HttpListeners http,
      SessionSweeper sweeper,
      DesiredApps apps) {}

  private static UndertowSettings settings(ServerConfig.Requests requests) {
    UndertowSettings defaults = UndertowSettings.DEFAULT;
    return new UndertowSettings(
        requests.maxBody(),
        defaults.maxHeaders(),
        defaults.maxParameters(),
        requests.trustRemoteUser(),
        defaults.requestAttributes(),
        defaults.ioThreads());
  }

  private static List<Mount> mounts(List<Deployment> deployments) {
    List<Mount> mounts = new ArrayList<>();
    for (Deployment deployment : deployments) {
      if (deployment instanceof Deployment.Running running) {
        mounts.add(
            new Mount(
                VirtualHost.parse(running.spec().host()),
                running.spec().contextPath(),
                running.handler()));
      }
    }
    return mounts;
  }

  @Override
  public List<Deployment> deployments() {
    return deployments;
  }

  @Override
  public List<Endpoint> endpoints() {
    return connector.endpoints();
  }

  @Override
  public List<InetSocketAddress> http() {
    return http.addresses();
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void stop() {
    connector.drain(grace);
    close();
  }

  /** Stops without waiting for anything. */
  @Override
  public void close() {
    http.close();
    connector.close();
    for (Deployment deployment : deployments.reversed()) {
      if (deployment instanceof Deployment.Running running) {
        running.app().stop();
      }
    }
    sweeper.close();
    application.close();
  }
}
