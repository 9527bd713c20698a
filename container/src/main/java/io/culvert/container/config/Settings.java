package io.culvert.container.config;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.container.apps.AppSyntax;
import io.culvert.container.deploy.DeploymentSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of everything that can be set; see the package for what follows from it. */
public final class Settings {
  /** The configuration file itself; the one setting that can't be written there. */
  public static final Setting<Path> CONFIG =
      Setting.one(
          "config",
          "FILE",
          Readers::path,
          "conf/culvert.toml",
          "The configuration file. The default one is the installation's and may be missing.");

  static final Setting<Listen> LISTEN =
      Setting.many(
          "listen",
          "ADDR",
          Readers::listen,
          List.of("127.0.0.1:9000"),
          """
          Where front ends connect with FastCGI: HOST:PORT, unix:FILE \
          (unix:FILE?mode=0660&owner=USER&group=GROUP sets who may connect), or fd:0 for a socket \
          handed over as standard input. With ?trust=remote-user+tls, or &trust= after other options, an address has a trust of its \
          own in the place of trust.remote-user and trust.tls; ?trust=none for none. Who can connect can pretend to be any client: keep to loopback or a Unix socket, or name the front ends \
          in trust.web-servers. If nothing is said here and standard input is a listening socket, \
          as lighttpd, spawn-fcgi and systemd can arrange, that one is used.""");

  static final Setting<InetSocketAddress> HTTP =
      Setting.many(
          "http",
          "HOST:PORT",
          Readers::hostPort,
          List.of(),
          """
          Where to answer plain HTTP as well, for trying things out without a front end. \
          Nowhere by default.""");

  static final Setting<DeploymentSpec> APPLICATIONS =
      Setting.<DeploymentSpec>many(
              "applications",
              AppSyntax.FORM,
              Readers::application,
              List.of(),
              """
              Applications by name: a context path and a WAR file or exploded folder, for one \
              virtual host or, without HOST, for every host that has no applications of its \
              own.""")
          .calledOnTheCommandLine("--app");

  static final Setting<Path> WEBAPPS =
      Setting.many(
          "webapps",
          "DIR",
          Readers::path,
          List.of("webapps"),
          """
          Folders whose WARs are deployed by their names: ROOT.war at /, shop.war at /shop, \
          a#b.war at /a/b, exploded folders alike, and DIR/shop.example/*.war for the virtual host \
          shop.example. A WAR wins over the folder beside it.""");

  static final Setting<Path> WORK =
      Setting.one(
          "work",
          "DIR",
          Readers::path,
          "work",
          "Where unpacked WARs, compiled pages and temporary files are kept.");

  static final Setting<AbortPolicy> ABORT =
      Setting.one(
          "abort",
          "POLICY",
          Readers::abortPolicy,
          "auto",
          """
          What an ABORT_REQUEST means for a request whose body is complete: auto lets it run to \
          its end and sends the answer, which HAProxy still passes on to clients when it is \
          reloaded; strict ends it at once. A request whose body is still coming is ended by both.""");

  static final Setting<Long> REQUEST_BODY =
      Setting.one(
          "limits.request-body",
          "SIZE",
          Readers.size(0, 1L << 50),
          "1GiB",
          """
          The largest request body; larger ones are answered with 413. 0 for any size. Front end \
          configurations that are printed by 'culvert frontend' say the same.""");

  static final Setting<Integer> CONNECTIONS =
      Setting.one(
          "limits.connections",
          "N",
          Readers.count(1, 1_000_000),
          "16384",
          "Open connections of front ends; more wait in the kernel's backlog.");

  static final Setting<Integer> REQUESTS_PER_CONNECTION =
      Setting.one(
          "limits.requests-per-connection",
          "N",
          Readers.count(1, 65_535),
          "128",
          """
          Requests that may run at once on one connection, for front ends that multiplex; more \
          are answered with 503.""");

  static final Setting<Integer> RUNNING =
      Setting.one(
          "limits.running",
          "N",
          Readers.count(1, 1_000_000),
          "8192",
          "Requests that may run at once on all connections; more wait.");

  static final Setting<Integer> QUEUED =
      Setting.one(
          "limits.queued",
          "N",
          Readers.count(0, 1_000_000),
          "4096",
          """
          Requests that may wait because limits.running is reached, for at most timeouts.queue; \
          more are answered with 503 at once.""");

  static final Setting<Long> PARAMETERS =
      Setting.one(
          "limits.parameters",
          "SIZE",
          Readers.size(4 << 10, 64 << 20),
          "256KiB",
          "The size of one request's FastCGI parameters, which include its header fields.");

  static final Setting<Long> BODY_MEMORY =
      Setting.one(
          "limits.body-memory",
          "SIZE",
          Readers.size(64 << 10, 1 << 30),
          "256KiB",
          "How much of a request body is kept in memory until the application reads it.");

  static final Setting<Long> BODY_SPOOL =
      Setting.one(
          "limits.body-spool",
          "SIZE",
          Readers.size(0, 1L << 50),
          "64MiB",
          """
          How much more of it is kept in a temporary file; then the front end has to wait for the \
          application.""");

  static final Setting<Integer> LOOPS =
      Setting.one(
          "threads.loops",
          "N",
          Readers.count(0, 1024),
          "0",
          """
          Event loops, on whose threads quick requests run; 0 for one on each processor, which is \
          right for nearly everybody.""");

  static final Setting<Integer> PLATFORM_MIN =
      Setting.one(
          "threads.platform-min",
          "N",
          Readers.count(0, 100_000),
          "0",
          "Platform threads kept ready for slow requests, if platform-max allows any.");

  static final Setting<Integer> PLATFORM_MAX =
      Setting.one(
          "threads.platform-max",
          "N",
          Readers.count(0, 100_000),
          "0",
          """
          Platform threads for slow requests at most; 0 for up to 200, and virtual threads beyond \
          that, which have no such bound.""");

  static final Setting<Duration> PARAMETERS_TIMEOUT =
      Setting.one(
          "timeouts.parameters",
          "TIME",
          Readers::duration,
          "10s",
          "From a request's first record to the end of its parameters.");

  static final Setting<Duration> BODY_TIMEOUT =
      Setting.one(
          "timeouts.body",
          "TIME",
          Readers::duration,
          "60s",
          "Between two pieces of a request body.");

  static final Setting<Duration> WRITE_TIMEOUT =
      Setting.one(
          "timeouts.write",
          "TIME",
          Readers::duration,
          "60s",
          "Between two pieces of a response that the front end does not take.");

  static final Setting<Duration> IDLE_TIMEOUT =
      Setting.one(
          "timeouts.idle",
          "TIME",
          Readers::duration,
          "0s",
          """
          How long a connection may be without a request; 0s for as long as the front end \
          likes.""");

  static final Setting<Duration> QUEUE_TIMEOUT =
      Setting.one(
          "timeouts.queue",
          "TIME",
          Readers::duration,
          "5s",
          """
          How long a request may wait to be served when the server is overloaded; then it is \
          answered with 503. Should be less than the front end waits for an answer; 0s for as long \
          as it takes.""");

  static final Setting<Duration> SHUTDOWN_TIMEOUT =
      Setting.one(
          "timeouts.shutdown",
          "TIME",
          Readers::duration,
          "8s",
          "How long running requests may take to finish when the server is asked to stop.");

  static final Setting<Duration> START_TIMEOUT =
      Setting.one(
          "timeouts.start",
          "TIME",
          Readers::duration,
          "5m",
          "How long an application may take to start; then it has failed.");

  static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.one(
          "timeouts.drain",
          "TIME",
          Readers::duration,
          "30s",
          """
          How long running requests of an application may take to finish when another generation \
          of it has taken over, or when it is undeployed.""");

  static final Setting<InetAddress> WEB_SERVERS =
      Setting.many(
          "trust.web-servers",
          "IP",
          Readers::address,
          List.of(),
          """
          The addresses from which front ends may connect over TCP; others are hung up on. \
          FCGI_WEB_SERVER_ADDRS of the environment says the same, as the FastCGI specification \
          wants it. Without a list everybody who reaches an address may connect, so listening on \
          0.0.0.0 or [::] is refused then.""");

  static final Setting<Optional<String>> AUTHORIZER =
      Setting.one(
          "roles.authorizer",
          "PATH",
          Readers::authorizerPath,
          "off",
          """
          The path, with its context path, of the servlet that answers requests in FastCGI's \
          Authorizer role: 200 allows. It must be mapped to that path or to paths below one, \
          like /auth/*. With off every such request is answered with 403.""");

  static final Setting<Boolean> FILTER =
      Setting.one(
          "roles.filter",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether requests in FastCGI's Filter role are served, which no common front end sends; \
          otherwise they are answered with 501.""");

  private static final List<Setting<?>> OF_THE_SERVER =
      List.of(
          LISTEN,
          HTTP,
          APPLICATIONS,
          WEBAPPS,
          GenerationKeys.WATCH,
          GenerationKeys.STOP_OLD_VERSIONS,
          GenerationKeys.UNLOAD_IDLE,
          WORK,
          DataSourceKeys.DRIVERS,
          BuildCacheKeys.FOLDER,
          BuildCacheKeys.KEEP,
          ABORT,
          LoginKeys.HTTPS_PORT,
          REQUEST_BODY,
          CONNECTIONS,
          REQUESTS_PER_CONNECTION,
          RUNNING,
          QUEUED,
          PARAMETERS,
          BODY_MEMORY,
          BODY_SPOOL,
          LOOPS,
          PLATFORM_MIN,
          PLATFORM_MAX,
          PARAMETERS_TIMEOUT,
          BODY_TIMEOUT,
          WRITE_TIMEOUT,
          IDLE_TIMEOUT,
          QUEUE_TIMEOUT,
          SHUTDOWN_TIMEOUT,
          START_TIMEOUT,
          DRAIN_TIMEOUT,
          WEB_SERVERS,
          LoginKeys.REMOTE_USER,
          LoginKeys.TLS,
          AUTHORIZER,
          FILTER);

  private static final List<Setting<?>> ALL =
      Stream.of(
              OF_THE_SERVER,
              HostKeys.ALL,
              LoginKeys.USERS,
              SessionKeys.ALL,
              NodeKeys.ALL,
              PageKeys.ALL,
              WarmUpKeys.ALL,
              JmxKeys.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}

  /** Everything that can stand in the configuration file, in the order it is explained. */
  public static List<Setting<?>> ofFile() {
    return ALL;
  }

  /** What says where the file of users is. */
  public static List<Setting<?>> ofUsers() {
    return List.of(CONFIG, LoginKeys.USERS_FILE);
  }

  /** Everything that can be said in the environment and on the command line. */
  public static List<Setting<?>> ofLaunch() {
    return Stream.concat(Stream.of(CONFIG), ALL.stream()).toList();
  }
}
