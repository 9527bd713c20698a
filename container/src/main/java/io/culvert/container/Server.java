package io.culvert.container;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.Listeners;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.PathGuard;
import io.culvert.connector.undertow.ServletAborts;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.apps.DesiredApps;
import io.culvert.container.apps.VirtualHost;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.Deployer;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import io.culvert.container.hosts.Mount;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole server. Started in this order: listening sockets, applications, and only then are
 * connections accepted; stopped in the reverse order.
 */
public final class Server implements AutoCloseable {
  private final List<Deployment> deployments;
  private final UndertowApplication application;
  private final FcgiServer connector;
  private final HttpListeners http;
  private final Duration grace;

  private Server(
      List<Deployment> deployments,
      UndertowApplication application,
      FcgiServer connector,
      HttpListeners http,
      Duration grace) {
    this.deployments = deployments;
    this.application = application;
    this.connector = connector;
    this.http = http;
    this.grace = grace;
  }

  /**
   * Starts a server. An application that cannot be deployed does not keep the others from it.
   *
   * @throws IOException if an address cannot be listened on; the message is for the operator, and
   *     nothing is left open
   */
  public static Server start(
      ServerConfig config, DesiredApps apps, Deployer deployer, ConnectionEvents events)
      throws IOException {
    Listeners listeners = Listeners.open(config.connector());
    HostRouter router = new HostRouter(HostTable.EMPTY);
    UndertowApplication application =
        new UndertowApplication(router, settings(config.requests()), new ServletAborts());
    HttpListeners http;
    try {
      http = HttpListeners.open(config.http(), application.worker(), config.requests().maxBody());
    } catch (IOException e) {
      application.close();
      listeners.close();
      throw e;
    }
    List<Deployment> deployments = apps.specs().stream().map(deployer::deploy).toList();
    router.swap(new HostTable(mounts(deployments)));
    http.serve(new PathGuard(router));
    FcgiServer connector =
        FcgiServer.start(config.connector(), listeners, application, events);
    return new Server(deployments, application, connector, http, config.shutdown());
  }

  private static UndertowSettings settings(ServerConfig.Requests requests) {
    UndertowSettings defaults = UndertowSettings.DEFAULT;
    return new UndertowSettings(
        requests.maxBody(),
        defaults.maxHeaders(),
        defaults.maxParameters(),
        requests.trustRemoteUser(),
        defaults.requestAttributes());
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

  /** What became of each application, in the order they were asked for. */
  public List<Deployment> deployments() {
    return deployments;
  }

  /** Where FastCGI is spoken. */
  public List<Endpoint> endpoints() {
    return connector.endpoints();
  }

  /** Where plain HTTP is spoken, if anywhere. */
  public List<InetSocketAddress> httpAddresses() {
    return http.addresses();
  }

  /**
   * Stops: no new connections, what runs may finish within the configured time, then the
   * applications are stopped.
   *
   * @return whether everything that ran has finished
   */
  public boolean stop() {
    boolean finished = connector.drain(grace);
    close();
    return finished;
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
    application.close();
  }
}
