package io.culvert.container.session;

import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionProofs;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.StoreUnavailableException;
import io.culvert.session.disk.DiskSessionStore;
import io.culvert.session.heap.HeapLimits;
import io.culvert.session.heap.HeapSessionStore;
import io.culvert.session.redis.RedisServer;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SessionConfigWrapper;
import io.undertow.servlet.api.SessionManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Gives each generation of each application its session manager, and reaches them all. One for the
 * whole server; put it into {@code DeploymentInfo.setSessionManagerFactory}. Deployments of one
 * name are generations of one application and share its sessions, also when one follows the other.
 */
public final class SessionManagers
    implements SessionManagerFactory, SessionAdministration, AutoCloseable {
  private final Logger log = Logger.getLogger(SessionManagers.class);
  private final SessionStores stores;
  private final Optional<SessionFolder> folder;
  private final Optional<SessionProofs> proofs;
  private final Cluster cluster;
  private final SessionIds ids = new RandomSessionIds(new SecureRandom());
  private final Clock clock;
  private final Map<String, ApplicationSessions> applications = new ConcurrentHashMap<>();

  /**
   * @param stores opens the store of an application
   * @param folder where sessions are kept while the server is stopped, if at all
   * @param proofs for sessions that need not be stored; empty if all are
   * @param cluster what this node is among others
   * @param clock must be the one the stores go by
   */
  SessionManagers(
      SessionStores stores,
      Optional<SessionFolder> folder,
      Optional<SessionProofs> proofs,
      Cluster cluster,
      Clock clock) {
    this.stores = stores;
    this.folder = folder;
    this.proofs = proofs;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * Opens the sessions of a server.
   *
   * @param cluster what this node is among others
   * @throws IOException if the folder for sessions can't be used, or Redis does not answer; the
   *     message is for the operator
   */
  public static SessionManagers open(SessionSettings settings, Cluster cluster, Clock clock)
      throws IOException {
    if (settings.kind() == SessionSettings.Kind.REDIS) {
      return inRedis(settings, cluster, clock);
    }
    Optional<SessionFolder> folder = Optional.empty();
    if (settings.folder().isPresent()) {
      folder = Optional.of(SessionFolder.open(settings.folder().get()));
    }
    Optional<SessionProofs> proofs = Optional.empty();
    if (settings.ephemeral()) {
      proofs = Optional.of(new SessionProofs(folder.isPresent() ? folder.get().key() : newKey()));
    }
    return new SessionManagers(stores(settings, folder, clock), folder, proofs, cluster, clock);
  }

  /** Nothing is kept on disk: Redis has it all when the server ends. */
  private static SessionManagers inRedis(SessionSettings settings, Cluster cluster, Clock clock)
      throws IOException {
    RedisServer redis = RedisServer.open(settings.redis());
    RedisStores stores = new RedisStores(redis, settings.limits(), clock);
    try {
      Optional<SessionProofs> proofs =
          settings.ephemeral() ? Optional.of(stores.proofs(newKey())) : Optional.empty();
      return new SessionManagers(stores, Optional.empty(), proofs, cluster, clock);
    } catch (StoreUnavailableException e) {
      redis.close();
      throw new IOException("%s: has no key for session cookies: %s".formatted(redis, e), e);
    }
  }

  private static SessionStores stores(
      SessionSettings settings, Optional<SessionFolder> folder, Clock clock) {
    AttributeAppraisal appraisal = new AttributeAppraisal();
    if (settings.kind() == SessionSettings.Kind.DISK) {
      return application ->
          onDisk(folder.orElseThrow().database(application), settings.limits(), appraisal, clock);
    }
    return _ -> new HeapSessionStore<>(settings.limits(), appraisal, clock);
  }

  private static SessionStore<Attribute> onDisk(
      Path file, HeapLimits limits, AttributeAppraisal appraisal, Clock clock) {
    try {
      return DiskSessionStore.open(file, new AttributeBytes(), limits, appraisal, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static byte[] newKey() {
    byte[] key = new byte[SessionProofs.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** Sessions that end with the server. */
  public static SessionManagers inMemory(int capacity, Clock clock) {
    return new SessionManagers(
        _ -> new HeapSessionStore<>(capacity, clock),
        Optional.empty(),
        Optional.empty(),
        Cluster.ALONE,
        clock);
  }

  /** Called by Undertow once per deployment. */
  @Override
  public SessionManager createSessionManager(Deployment deployment) {
    DeploymentInfo info = deployment.getDeploymentInfo();
    ApplicationSessions application = of(info.getDeploymentName());
    StoreSessionManager manager =
        new StoreSessionManager(application, ids, cluster.own(), Deployed.of(deployment));
    info.addInitialHandlerChainWrapper(next -> new RequestEnd(next, manager));
    info.setExceptionHandler(new NoRoom(info.getExceptionHandler()));
    AtomicReference<SessionConfig> names = new AtomicReference<>();
    SessionConfigWrapper wrapper = info.getSessionConfigWrapper();
    info.setSessionConfigWrapper(
        (engine, deployed) -> {
          SessionConfig below = wrapper == null ? engine : wrapper.wrap(engine, deployed);
          names.set(new RoutedIds(new ProofCookie(below), cluster.own(), application.tally()));
          return names.get();
        });
    info.addInitialHandlerChainWrapper(
        next -> new Strays(next, manager, names::get, cluster, application.tally()));
    return manager;
  }

  ApplicationSessions of(String application) {
    return applications.computeIfAbsent(application, this::restored);
  }

  private ApplicationSessions restored(String name) {
    ApplicationSessions application =
        new ApplicationSessions(name, stores.open(name), clock, proofs);
    folder.ifPresent(files -> restore(files, application));
    return application;
  }

  private void restore(SessionFolder files, ApplicationSessions application) {
    try {
      int count =
          files.archive(application.name()).restore(application::restore, application::flush);
      if (count > 0) {
        log.infof("%s: %d sessions are back", application.name(), count);
      }
    } catch (IOException e) {
      log.warnf("%s: its sessions are lost: %s", application.name(), e.getMessage());
    }
  }

  @Override
  public List<SessionCounts> counts() {
    return applications.values().stream().map(ApplicationSessions::counts).toList();
  }

  @Override
  public Optional<SessionCounts> counts(String application) {
    return known(application).map(ApplicationSessions::counts);
  }

  @Override
  public List<SessionView> list(String application, String after, int most) {
    return known(application).map(sessions -> sessions.list(after, most)).orElse(List.of());
  }

  @Override
  public Optional<SessionView> inspect(String application, String key) {
    return known(application).flatMap(sessions -> sessions.inspect(key));
  }

  @Override
  public boolean invalidate(String application, String key) {
    return known(application).filter(sessions -> sessions.invalidate(key)).isPresent();
  }

  private Optional<ApplicationSessions> known(String application) {
    return Optional.ofNullable(applications.get(application));
  }

  /**
   * Ends all sessions whose time is up, in all applications, and tells their listeners. Not to be
   * called by two threads at once, or a listener that takes long is overtaken.
   */
  public void sweep() {
    applications.values().forEach(this::sweep);
  }

  /** Of one application; a failure is its own and is said in the log. */
  void sweep(ApplicationSessions application) {
    onItsOwn(application, ApplicationSessions::sweep, "its expired sessions cannot be ended now");
  }

  /** All that were deployed since the start. */
  Collection<ApplicationSessions> applications() {
    return applications.values();
  }

  /** Keeps all sessions for the next start. To be called when no application runs any more. */
  @Override
  public void close() {
    applications.values().forEach(each -> onItsOwn(each, this::close, "its sessions are lost"));
    applications.clear();
    stores.close();
  }

  /** What fails in one application, or in code of its values, must not cost others anything. */
  private void onItsOwn(
      ApplicationSessions application, Consumer<ApplicationSessions> task, String consequence) {
    try {
      task.accept(application);
    } catch (RuntimeException | Error e) {
      log.errorf(e, "%s: %s", application.name(), consequence);
    }
  }

  private void close(ApplicationSessions application) {
    List<SessionSnapshot<byte[]>> sessions = application.close();
    if (sessions.isEmpty() || folder.isEmpty()) {
      return;
    }
    try {
      folder.get().archive(application.name()).save(sessions);
      log.infof("%s: %d sessions are kept", application.name(), sessions.size());
    } catch (IOException e) {
      log.errorf("%s: its sessions are lost: %s", application.name(), e.getMessage());
    }
  }
}
