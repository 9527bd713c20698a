package io.culvert.container.config;

import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ListenAddress;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.PeerFilter;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.wire.PairLimits;
import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds the configuration file and brings it together with the other sources. */
public final class ConfigLoader {
  private final Path home;
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * Prepares loading.
   *
   * @param home the folder of the installation
   * @param folder the current folder
   * @param environment the variables of the process
   */
  public ConfigLoader(Path home, Path folder, Map<String, String> environment) {
    this.home = home;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads everything.
   *
   * @param commandLine beats environment and file
   * @param fallback beats only the defaults
   */
  public ConfigResult load(Source commandLine, Source fallback) {
    Source variables = Source.environment(environment, folder);
    Source defaults = Source.defaults(home);
    Source file = file(List.of(commandLine, variables), defaults);
    Values values = new Values(List.of(commandLine, variables, file, fallback, defaults));
    Settings.ofLaunch().forEach(values::check);
    if (values.isEmpty(Settings.LISTEN)) {
      values.refuse(Settings.LISTEN, "needs at least one address");
    }
    refuseSame(values, Settings.LISTEN, listen -> listen.endpoint().toString());
    refuseSame(values, HostKeys.ALIASES, HostKeys.Alias::alias);
    refuseSame(values, Settings.APPLICATIONS, DeploymentSpec::displayName);
    refuseSame(values, SessionKeys.NODES, node -> node.route().name());
    SessionKeys.check(values);
    LoginKeys.check(values, file.dataSources());
    JmxKeys.check(values);
    return values.problems().isEmpty()
        ? new ConfigResult.Ok(config(values, file.dataSources()))
        : new ConfigResult.Bad(values.problems());
  }

  private static Source file(List<Source> launch, Source defaults) {
    boolean named =
        launch.stream().anyMatch(source -> source.values().containsKey(Settings.CONFIG.key()));
    List<Source> sources = new ArrayList<>(launch);
    sources.add(defaults);
    Path file = new Values(sources).one(Settings.CONFIG);
    return named || Files.exists(file) ? TomlFile.read(file) : Source.NONE;
  }

  private static ServerConfig config(Values values, List<DataSourceConfig> dataSources) {
    return new ServerConfig(
        new FcgiServerConfig(
            addresses(values),
            new PeerFilter(Set.copyOf(values.many(Settings.WEB_SERVERS))),
            limits(values),
            timeouts(values),
            values.one(Settings.ABORT),
            threads(values)),
        values.many(Settings.HTTP),
        new ServerConfig.Applications(
            values.many(Settings.APPLICATIONS),
            values.many(Settings.WEBAPPS),
            values.one(Settings.WORK),
            cache(values),
            GenerationKeys.read(values),
            WarmUpKeys.read(values)),
        PageKeys.read(values),
        new ServerConfig.Requests(
            values.one(Settings.REQUEST_BODY),
            new PlayedRoles(values.one(Settings.AUTHORIZER), values.one(Settings.FILTER))),
        LoginKeys.read(values),
        SessionKeys.read(values),
        HostKeys.read(values),
        NodeKeys.read(values),
        new ServerConfig.Databases(dataSources, values.one(DataSourceKeys.DRIVERS)),
        JmxKeys.read(values),
        values.one(Settings.SHUTDOWN_TIMEOUT));
  }

  private static ServerConfig.Cache cache(Values values) {
    ServerConfig.Cache usual = ServerConfig.Cache.in(values.one(Settings.WORK));
    return new ServerConfig.Cache(
        values.one(BuildCacheKeys.FOLDER).orElse(usual.folder()), values.one(BuildCacheKeys.KEEP));
  }

  private static List<ListenAddress> addresses(Values values) {
    Trust usual = new Trust(values.one(LoginKeys.REMOTE_USER), values.one(LoginKeys.TLS));
    return values.many(Settings.LISTEN).stream().map(each -> each.orTrusting(usual)).toList();
  }

  private static Limits limits(Values values) {
    PairLimits pairs = Limits.DEFAULT.parameters();
    return new Limits(
        values.one(Settings.CONNECTIONS),
        values.one(Settings.REQUESTS_PER_CONNECTION),
        values.one(Settings.RUNNING),
        values.one(Settings.QUEUED),
        new PairLimits(
            Math.toIntExact(values.one(Settings.PARAMETERS)),
            pairs.nameBytes(),
            pairs.valueBytes(),
            pairs.pairs()),
        Math.toIntExact(values.one(Settings.BODY_MEMORY)),
        values.one(Settings.BODY_SPOOL));
  }

  private static Timeouts timeouts(Values values) {
    return new Timeouts(
        values.one(Settings.PARAMETERS_TIMEOUT),
        values.one(Settings.BODY_TIMEOUT),
        values.one(Settings.WRITE_TIMEOUT),
        values.one(Settings.IDLE_TIMEOUT),
        values.one(Settings.QUEUE_TIMEOUT));
  }

  private static Threads threads(Values values) {
    int loops = values.one(Settings.LOOPS);
    int max = values.one(Settings.PLATFORM_MAX);
    return new Threads(
        loops == 0 ? Threads.defaults().loops() : loops,
        Math.min(values.one(Settings.PLATFORM_MIN), max),
        max);
  }

  private static <T> void refuseSame(Values values, Setting<T> setting, Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    for (T item : values.many(setting)) {
      if (!seen.add(name.apply(item))) {
        values.refuse(setting, "'%s' is given twice".formatted(name.apply(item)));
      }
    }
  }
}
