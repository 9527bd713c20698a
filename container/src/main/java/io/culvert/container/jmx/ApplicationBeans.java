package io.culvert.container.jmx;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.Applications;
import io.culvert.container.session.SessionAdministration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.jboss.logging.Logger;

/**
 * {@code io.culvert:type=Deployer}, and {@code type=Application}, {@code type=Sessions} and {@code
 * type=Host} for each that is there: they come and go with the applications. Any thread.
 */
public final class ApplicationBeans implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ApplicationBeans.class);

  /** Applications that come by themselves, from a watched folder, may have no bean for so long. */
  private static final long LOOK_MILLIS = 1000;

  private final MBeans beans;
  private final Applications applications;
  private final SessionAdministration sessions;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("beans of applications").factory());

  /** This and what is registered is guarded by the object; nobody looks twice at once. */
  private boolean closed;

  private final Map<AppName, ObjectName> names = new HashMap<>();

  private final Map<String, ObjectName> hosts = new HashMap<>();

  private final Map<Kept, ObjectName> kept = new HashMap<>();

  /** What has sessions of its own. */
  private record Kept(AppName name, String version) {
    @Override
    public String toString() {
      return name + (version.isEmpty() ? "" : "##" + version);
    }
  }

  private ApplicationBeans(
      MBeans beans, Applications applications, SessionAdministration sessions) {
    this.beans = beans;
    this.applications = applications;
    this.sessions = sessions;
  }

  /** Registers beans of all applications, and follows their coming and going until it is closed. */
  public static ApplicationBeans follow(
      MBeans beans, Applications applications, SessionAdministration sessions) {
    ApplicationBeans all = new ApplicationBeans(beans, applications, sessions);
    beans.register("Deployer", DeployerMXBean.class, new DeployerBean(applications, all::look));
    all.look();
    ScheduledFuture<?> _ =
        all.looks.scheduleWithFixedDelay(
            all::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return all;
  }

  /** Brings the beans in line with the applications. */
  public synchronized void look() {
    if (closed) {
      return;
    }
    try {
      List<AppStatus> states = applications.list();
      List<AppName> present = states.stream().map(AppStatus::name).toList();
      update(names, Set.copyOf(present), this::register);
      update(
          hosts, present.stream().map(AppName::host).collect(Collectors.toSet()), this::register);
      update(
          kept,
          states.stream().flatMap(ApplicationBeans::kept).collect(Collectors.toSet()),
          this::register);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the beans of applications cannot be brought up to date");
    }
  }

  private static Stream<Kept> kept(AppStatus status) {
    return status.serving().stream().map(serving -> new Kept(status.name(), serving.version()));
  }

  private ObjectName register(AppName name) {
    return beans.registerAs(
        "type=Application," + address(name),
        ApplicationMXBean.class,
        new ApplicationBean(name, applications));
  }

  private ObjectName register(Kept kept) {
    String version = kept.version.isEmpty() ? "" : ",version=" + MBeans.value(kept.version);
    return beans.registerAs(
        "type=Sessions," + address(kept.name) + version,
        SessionsMXBean.class,
        new SessionsBean(kept.toString(), kept.name.deploymentName(kept.version), sessions));
  }

  private static String address(AppName name) {
    return "host=%s,path=%s"
        .formatted(
            MBeans.value(name.host()),
            MBeans.value(name.contextPath().isEmpty() ? "/" : name.contextPath()));
  }

  private ObjectName register(String host) {
    return beans.registerAs(
        "type=Host,name=" + MBeans.value(host), HostMXBean.class, new HostBean(host, applications));
  }

  private <K> void update(
      Map<K, ObjectName> registered, Set<K> present, Function<K, ObjectName> register) {
    registered
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone) {
                beans.unregister(entry.getValue());
              }
              return gone;
            });
    present.forEach(key -> registered.computeIfAbsent(key, register));
  }

  /** Follows no longer; the beans go with the other ones of the server. */
  @Override
  public synchronized void close() {
    closed = true;
    looks.shutdownNow();
  }
}
