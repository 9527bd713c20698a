package io.culvert.container;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.Listeners;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.PathGuard;
import io.culvert.connector.undertow.ServletAborts;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.cli.CalledOffException;
import io.culvert.container.cli.ServerLauncher;
import io.culvert.container.cli.StartUp;
import io.culvert.container.cli.Version;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.Drivers;
import io.culvert.container.deploy.AppDefaults;
import io.culvert.container.deploy.Deployer;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.deploy.PagePolicy;
import io.culvert.container.deploy.WorkFolder;
import io.culvert.container.generations.LiveApplications;
import io.culvert.container.generations.LiveNeighbours;
import io.culvert.container.generations.Starter;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import io.culvert.container.jmx.ApplicationBeans;
import io.culvert.container.jmx.CacheBean;
import io.culvert.container.jmx.ConnectorBeans;
import io.culvert.container.jmx.DataSourceBeans;
import io.culvert.container.jmx.MBeans;
import io.culvert.container.jmx.RemoteConnector;
import io.culvert.container.jmx.ServerBean;
import io.culvert.container.jmx.ServerState;
import io.culvert.container.logging.EventLog;
import io.culvert.container.relay.Relay;
import io.culvert.container.session.Cluster;
import io.culvert.container.session.OtherNodes;
import io.culvert.container.session.SessionManagers;
import io.culvert.container.session.SessionSweeper;
import io.culvert.container.warmup.WarmUp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The whole server. Started in this order: listening sockets, applications, and only then are
 * connections accepted; stopped in the reverse order.
 */
public final class Server implements ServerLauncher.RunningServer, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Server.class);

  /** For listeners and servlets of all applications that are told to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LiveApplications applications;

  /** Applications that take longer to start than that are served when they have. */
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(60);

  private static final long CHECK_MILLIS = 50;

  private final FcgiServer connector;
  private final HttpListeners http;
  private final ServerBean bean;
  private final Duration grace;
  private final Undoing undoing;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Server(ServerConfig config, DeploymentEvents events, StartUp startUp, Undoing undoing)
      throws IOException, CalledOffException {
    this.undoing = undoing;
    this.grace = config.shutdown();
    WorkFolder work = WorkFolder.open(config.applications().work());
    undoing.add("delete the work folder", work::close);
    BuildCache cache =
        BuildCache.open(config.applications().cache().folder(), InstantSource.system());
    undoing.add("close the build cache", cache::close);
    Listeners listeners = Listeners.open(config.connector());
    undoing.add("close the listening sockets", listeners::close);
    startUp.whenCalledOff(() -> hangUp(listeners));
    HostRouter router = new HostRouter(HostTable.EMPTY, config.hosts().names());
    UndertowApplication application =
        new UndertowApplication(router, settings(config.requests()), new ServletAborts());
    undoing.add("end the servlet engine", application::close);
    this.http =
        HttpListeners.open(config.http(), application.worker(), config.requests().maxBody());
    undoing.add("close the HTTP listeners", http::close);
    MBeans beans = new MBeans(ManagementFactory.getPlatformMBeanServer());
    undoing.add("take the MBeans off", beans::close);
    this.bean =
        ServerBean.register(
            beans, facts(config, listeners), startUp.requestEnd(), InstantSource.system());
    ServerConfig.Cache kept = config.applications().cache();
    CacheBean.register(beans, cache, kept.folder(), kept.keep(), InstantSource.system());
    if (config.remoteJmx().isPresent()) {
      RemoteConnector remote = RemoteConnector.start(config.remoteJmx().get());
      undoing.add("close JMX to the network", remote::close);
    }
    Cluster cluster = new Cluster(config.nodes().route(), others(config, application));
    SessionManagers sessions = SessionManagers.open(config.sessions(), cluster, Clock.systemUTC());
    undoing.add("keep the sessions", sessions::close);
    SessionSweeper sweeper = SessionSweeper.start(sessions);
    undoing.add("end the session sweeper", sweeper::close);
    DataSources sources = open(config.databases());
    DataSourceBeans.follow(beans, sources);
    AppDefaults defaults =
        AppDefaults.STANDARD
            .withLogins(Identities.of(config.logins(), sources), config.takesRemoteUsers())
            .withHttpsPort(config.logins().httpsPort())
            .withDataSources(Identities.forApplications(config.logins(), sources))
            .withNeighbours(new LiveNeighbours(router, config.hosts().crossContext()));
    Deployer deployer =
        Deployer.of(
            work.path(),
            new PagePolicy(cache, config.pages().mode(), config.pages().strict()),
            defaults,
            sessions,
            new ServletHooks(config.requests().roles()),
            events);
    WarmUp warmUp = new WarmUp(application::ask, config.applications().warmUp());
    AtomicReference<Runnable> renewal = new AtomicReference<>(() -> {});
    Starter starter = new ApplicationLife(deployer, warmUp, renewal);
    this.applications = applications(config, starter, router);
    undoing.add("stop the applications", () -> stop(applications));
    undoing.add("look for changed applications no more", applications::close);
    ApplicationBeans living = ApplicationBeans.follow(beans, applications, sessions);
    undoing.add("follow the applications with MBeans no more", living::close);
    start(applications, startUp);
    living.look();
    startUp.complete();
    CacheCollection collection = CacheCollection.start(cache, kept.keep());
    undoing.add("finish looking through the build cache", collection::close);
    http.serve(new PathGuard(router));
    undoing.add("refuse HTTP requests", http::refuse);
    EventLog log = new EventLog();
    undoing.add("finish the log of connections", log::close);
    this.connector = FcgiServer.start(config.connector(), listeners, application, log);
    undoing.add("close the connector", connector::close);
    renewal.set(connector::renewThreads);
    ConnectorBeans.register(beans, connector, config.connector());
    bean.enter(ServerState.RUNNING);
  }

  /**
   * Starts a server. An application that cannot be deployed does not keep the others from it.
   *
   * @param events told of every deployment while it is done
   * @param startUp asked before every application whether the server is still wanted
   * @throws IOException if an address cannot be listened on or the work folder not be written; the
   *     message is for the operator, and nothing is left open or running
   * @throws CalledOffException if the server is no longer wanted; nothing is left either
   */
  public static Server launch(ServerConfig config, DeploymentEvents events, StartUp startUp)
      throws IOException, CalledOffException {
    Undoing undoing = new Undoing();
    try {
      return new Server(config, new DeploymentLog(events), startUp, undoing);
    } catch (IOException | CalledOffException | RuntimeException | Error e) {
      undoing.close();
      throw e;
    }
  }

  private ServerBean.Facts facts(ServerConfig config, Listeners listeners) {
    return new ServerBean.Facts(
        Version.current(),
        listeners.endpoints().stream().map(Endpoint::toString).toList(),
        http.addresses().stream().map(InetSocketAddress::toString).toList(),
        config.applications().work().toString(),
        config.sessions().place());
  }

  private static void hangUp(Listeners listeners) {
    try {
      listeners.close();
    } catch (IOException e) {
      LOG.warnf("cannot close the listening sockets: %s", e.getMessage());
    }
  }

  private static LiveApplications applications(
      ServerConfig config, Starter starter, HostRouter router) {
    ServerConfig.Applications wanted = config.applications();
    return new LiveApplications(
        new LiveApplications.Wanted(
            wanted.named(), wanted.webapps(), wanted.work().resolve("state")),
        wanted.policy(),
        starter,
        router,
        InstantSource.system());
  }

  /** Waits until all applications run or have failed, but not for one that takes for ever. */
  private static void start(LiveApplications applications, StartUp startUp)
      throws CalledOffException {
    try {
      CompletableFuture<?> started = applications.start();
      long end = System.nanoTime() + PATIENCE_AT_START.toNanos();
      while (!started.isDone() && System.nanoTime() - end < 0) {
        startUp.check();
        await(started);
      }
      startUp.check();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while applications are started", e);
    }
  }

  private static void await(CompletableFuture<?> started) throws InterruptedException {
    try {
      started.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("applications cannot be started", e.getCause());
    } catch (TimeoutException _) {
      // not yet
    }
  }

  private static void stop(LiveApplications applications) throws InterruptedException {
    new StoppingApps(PATIENCE).stop(applications.unstopped());
  }

  private DataSources open(ServerConfig.Databases databases) throws IOException {
    Drivers drivers = Drivers.in(databases.drivers());
    undoing.add("close the drivers", drivers::close);
    DataSources sources = DataSources.of(databases.sources(), drivers);
    undoing.add("close the data sources", sources::close);
    sources.connectEagerly().forEach(problem -> LOG.warnf("%s; starting without it", problem));
    return sources;
  }

  private OtherNodes others(ServerConfig config, UndertowApplication application) {
    ServerConfig.Nodes nodes = config.nodes();
    if (nodes.others().isEmpty()) {
      return OtherNodes.NONE;
    }
    int most = Math.max(1, config.connector().limits().running() / 2);
    Relay relay = new Relay(nodes.route(), nodes.others(), application::request, most);
    undoing.add("close the connections to other nodes", relay::close);
    return relay;
  }

  private static UndertowSettings settings(ServerConfig.Requests requests) {
    UndertowSettings defaults = UndertowSettings.DEFAULT;
    return new UndertowSettings(
        requests.maxBody(),
        defaults.maxHeaders(),
        defaults.maxParameters(),
        defaults.requestAttributes(),
        requests.roles(),
        defaults.ioThreads());
  }

  @Override
  public List<AppStatus> applications() {
    return applications.list();
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
    return applications.notes();
  }

  /**
   * Lets running requests come to their end as long as configured, then stops. Does nothing the
   * second time.
   */
  @Override
  public void stop() {
    if (stopping.compareAndSet(false, true)) {
      bean.enter(ServerState.STOPPING);
      connector.drain(grace);
    }
    close();
  }

  /** Stops without waiting for requests, and a bounded time only for applications. */
  @Override
  public void close() {
    stopping.set(true);
    undoing.close();
  }
}
