package io.culvert.container.session;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionProofs;
import io.culvert.session.heap.HeapLimits;
import io.culvert.session.heap.HeapSessionStore;
import io.culvert.session.redis.RedisSettings;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ServletSessionConfig;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Undertow's servlet engine on a port of the loopback interface, with our sessions in it. */
final class Engine implements AutoCloseable {
  final FakeClock clock;
  final HeapSessionStore<Attribute> store;
  final SessionManagers managers;
  private final ServletContainer container = Servlets.newContainer();
  private final List<DeploymentManager> deployments = new ArrayList<>();
  private final PathHandler paths = new PathHandler();
  private volatile HttpHandler front = paths;
  private final Undertow undertow =
      Undertow.builder()
          .addHttpListener(0, "127.0.0.1")
          .setIoThreads(1)
          .setWorkerThreads(8)
          .setHandler(exchange -> front.handleRequest(exchange))
          .build();

  Engine(int capacity) {
    this(HeapLimits.sessions(capacity), Optional.empty());
  }

  /** Sessions in which nothing is stored are not stored either. */
  static Engine withEphemeralSessions(int capacity) {
    return new Engine(
        HeapLimits.sessions(capacity),
        Optional.of(new SessionProofs(new byte[SessionProofs.KEY_BYTES])));
  }

  /** Sessions that are in use are not evicted. */
  static Engine withLittleRoom(int capacity) {
    HeapLimits limits =
        new HeapLimits(
            capacity, capacity, Long.MAX_VALUE, Duration.ofMinutes(10), Duration.ofMinutes(1));
    return new Engine(limits, Optional.of(new SessionProofs(new byte[SessionProofs.KEY_BYTES])));
  }

  /** Sessions are on disk too; {@link #store} is not used. */
  static Engine onDisk(Path folder, FakeClock clock) throws IOException {
    SessionSettings settings = SessionSettings.inMemory();
    return new Engine(
        clock,
        SessionManagers.open(
            new SessionSettings(
                SessionSettings.Kind.DISK,
                Optional.of(folder),
                true,
                settings.limits(),
                settings.redis()),
            Cluster.ALONE,
            clock));
  }

  /** Sessions are in Redis; {@link #store} is not used. */
  static Engine inRedis(RedisSettings redis, FakeClock clock) throws IOException {
    return new Engine(
        clock, SessionManagers.open(SessionSettings.inRedis(redis), Cluster.ALONE, clock));
  }

  private Engine(FakeClock clock, SessionManagers managers) {
    this.clock = clock;
    this.store = new HeapSessionStore<>(1, clock);
    this.managers = managers;
    undertow.start();
  }

  private Engine(HeapLimits limits, Optional<SessionProofs> proofs) {
    this(limits, new FakeClock(), proofs);
  }

  private Engine(HeapLimits limits, FakeClock clock, Optional<SessionProofs> proofs) {
    this(
        clock,
        new HeapSessionStore<>(limits, new AttributeAppraisal(), clock),
        proofs,
        Cluster.ALONE);
  }

  /** A node with a route, whose ephemeral sessions all other such nodes recognise. */
  static Engine node(String route) {
    FakeClock clock = new FakeClock();
    return node(
        route,
        clock,
        new HeapSessionStore<>(HeapLimits.sessions(100), new AttributeAppraisal(), clock));
  }

  /** Another node with the same store. */
  Engine sibling(String route) {
    return node(route, clock, store);
  }

  private static Engine node(String route, FakeClock clock, HeapSessionStore<Attribute> store) {
    SessionProofs proofs = new SessionProofs(new byte[SessionProofs.KEY_BYTES]);
    return new Engine(
        clock, store, Optional.of(proofs), new Cluster(new Route(route), OtherNodes.NONE));
  }

  /** A node with sessions of its own, which others do not recognise. */
  static Engine node(String route, OtherNodes others) {
    FakeClock clock = new FakeClock();
    return new Engine(
        clock,
        new HeapSessionStore<>(HeapLimits.sessions(100), new AttributeAppraisal(), clock),
        Optional.empty(),
        new Cluster(new Route(route), others));
  }

  private Engine(
      FakeClock clock,
      HeapSessionStore<Attribute> store,
      Optional<SessionProofs> proofs,
      Cluster cluster) {
    this.clock = clock;
    this.store = store;
    this.managers =
        new SessionManagers(
            name -> name.equals("app") ? store : new HeapSessionStore<>(10, clock),
            Optional.empty(),
            proofs,
            cluster,
            clock);
    undertow.start();
  }

  /** What an application needs for its sessions to be ours. */
  DeploymentInfo application(String name) {
    return Servlets.deployment()
        .setDeploymentName(name)
        .setContextPath("/" + name)
        .setClassLoader(Engine.class.getClassLoader())
        .setCheckOtherSessionManagers(false)
        .setServletSessionConfig(
            new ServletSessionConfig()
                .setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE)))
        .setSessionManagerFactory(managers);
  }

  static ServletInfo page(String path, Page page) {
    return Servlets.servlet(
            path, PageServlet.class, new ImmediateInstanceFactory<>(new PageServlet(page)))
        .addMapping(path);
  }

  static <T extends EventListener> io.undertow.servlet.api.ListenerInfo listener(T listener) {
    return Servlets.listener(listener.getClass(), new ImmediateInstanceFactory<>(listener));
  }

  SessionManager deploy(DeploymentInfo application) throws ServletException {
    DeploymentManager deployment = container.addDeployment(application);
    deployments.add(deployment);
    deployment.deploy();
    paths.addPrefixPath(application.getContextPath(), deployment.start());
    return deployment.getDeployment().getSessionManager();
  }

  /** Has something else see requests first. */
  void putInFront(UnaryOperator<HttpHandler> wrapper) {
    front = wrapper.apply(front);
  }

  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  void undeploy() throws ServletException {
    for (DeploymentManager deployment : deployments) {
      deployment.stop();
      deployment.undeploy();
    }
    deployments.clear();
  }

  @Override
  public void close() throws ServletException {
    undertow.stop();
    undeploy();
    managers.close();
  }
}
