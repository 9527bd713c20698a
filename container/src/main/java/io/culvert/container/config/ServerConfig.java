package io.culvert.container.config;

import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.generations.Policy;
import io.culvert.container.relay.NodeAddress;
import io.culvert.container.session.Route;
import io.culvert.container.session.SessionSettings;
import io.culvert.container.warmup.WarmUpPolicy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator configured.
 *
 * @param connector where and how FastCGI is spoken
 * @param http where plain HTTP is answered as well; empty for nowhere
 * @param applications what is deployed
 * @param pages when their JSP pages are compiled
 * @param requests what is taken from a client
 * @param logins who may log in
 * @param sessions how sessions are kept
 * @param hosts what is said of virtual hosts
 * @param nodes what this node is among others
 * @param databases what applications find of databases
 * @param remoteJmx where JMX is spoken over the network; mostly nowhere
 * @param shutdown how long running requests may take to finish when the server is asked to stop
 */
public record ServerConfig(
    FcgiServerConfig connector,
    List<InetSocketAddress> http,
    Applications applications,
    Pages pages,
    Requests requests,
    LoginSettings logins,
    SessionSettings sessions,
    HostSettings hosts,
    Nodes nodes,
    Databases databases,
    Optional<RemoteJmx> remoteJmx,
    Duration shutdown) {
  public ServerConfig {
    http = List.copyOf(http);
  }

  /** A node alone without databases, every host with one name, administered on this machine. */
  public ServerConfig(
      FcgiServerConfig connector,
      List<InetSocketAddress> http,
      Applications applications,
      Pages pages,
      Requests requests,
      LoginSettings logins,
      SessionSettings sessions,
      Duration shutdown) {
    this(
        connector,
        http,
        applications,
        pages,
        requests,
        logins,
        sessions,
        HostSettings.NONE,
        Nodes.ALONE,
        Databases.NONE,
        Optional.empty(),
        shutdown);
  }

  /**
   * What this node is among others.
   *
   * @param route what its session ids end with
   * @param others those that keep sessions of their own, and where requests of these are sent to
   */
  public record Nodes(Route route, List<NodeAddress> others) {
    /** A node without others. */
    public static final Nodes ALONE = new Nodes(Route.NONE, List.of());

    public Nodes {
      others = List.copyOf(others);
    }
  }

  /**
   * What applications find of databases.
   *
   * @param sources the pools
   * @param drivers the folder with the jars of JDBC drivers; it may be missing
   */
  public record Databases(List<DataSourceConfig> sources, Path drivers) {
    /** None at all. */
    public static final Databases NONE = new Databases(List.of(), Path.of("drivers"));

    public Databases {
      sources = List.copyOf(sources);
    }
  }

  /**
   * What is deployed.
   *
   * @param named applications that were named one by one
   * @param webapps folders whose WARs are deployed by their names
   * @param work where unpacked WARs, compiled pages and temporary files are kept
   * @param cache where what can be used again is kept
   * @param policy how one generation of an application follows another
   * @param warmUp what it is asked for before
   */
  public record Applications(
      List<DeploymentSpec> named,
      List<Path> webapps,
      Path work,
      Cache cache,
      Policy policy,
      WarmUpPolicy warmUp) {
    public Applications {
      named = List.copyOf(named);
      webapps = List.copyOf(webapps);
    }

    /** With the usual build cache and warm-up. */
    public Applications(List<DeploymentSpec> named, List<Path> webapps, Path work, Policy policy) {
      this(named, webapps, work, Cache.in(work), policy, WarmUpPolicy.STANDARD);
    }
  }

  /**
   * The build cache.
   *
   * @param folder where it is
   * @param keep how long it keeps what no application uses
   */
  public record Cache(Path folder, Duration keep) {
    /** The usual one. */
    public static Cache in(Path work) {
      return new Cache(work.resolve("cache"), Duration.ofDays(30));
    }
  }

  /**
   * What is taken from a client.
   *
   * @param maxBody bytes of a request body, 0 for any number; more are answered with 413
   * @param roles what servlets are asked to be
   */
  public record Requests(long maxBody, PlayedRoles roles) {}

  /** Whether any of the addresses believes whom the front end says it has let in. */
  public boolean takesRemoteUsers() {
    return connector.addresses().stream().anyMatch(each -> each.trust().remoteUser());
  }

  /**
   * When JSP pages are compiled that nobody has compiled before.
   *
   * @param mode when, where the application does not say
   * @param strict whether one that does not compile fails the deployment
   */
  public record Pages(CompileMode mode, boolean strict) {}
}
