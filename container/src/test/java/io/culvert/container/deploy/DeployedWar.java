package io.culvert.container.deploy;

import io.culvert.connector.undertow.PathGuard;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.jsp.JspSupport;
import io.culvert.container.session.SessionManagers;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A WAR that went through the whole {@link Deployer}, behind Undertow's own HTTP. */
final class DeployedWar implements AutoCloseable {
  private final Running running;
  private final List<String> cleanups;
  private final Undertow undertow;
  private final HttpClient client = HttpClient.newHttpClient();

  private DeployedWar(Running running, List<String> cleanups) {
    this.running = running;
    this.cleanups = cleanups;
    // the front end says whether the client came over TLS
    var scheme = Handlers.proxyPeerAddress(new PathGuard(running.handler()));
    undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(2)
            .addHttpListener(0, "127.0.0.1", scheme)
            .build();
    undertow.start();
  }

  /**
   * Deploys at the root.
   *
   * @param work where it may work
   * @throws IllegalStateException if the deployment fails
   */
  static DeployedWar start(WarFolder war, Path work) throws IOException {
    return start(war, work, AppDefaults.STANDARD);
  }

  static DeployedWar start(WarFolder war, Path work, AppDefaults defaults) throws IOException {
    List<String> cleanups = Collections.synchronizedList(new ArrayList<>());
    Deployment deployment = deploy(war, work, defaults, sessions(), cleanups);
    return switch (deployment) {
      case Running running -> new DeployedWar(running, cleanups);
      case Failed failed -> throw new IllegalStateException(failed.cause());
      case Deployment.Stopped _ -> throw new IllegalStateException("never started");
    };
  }

  static SessionManagers sessions() {
    return SessionManagers.inMemory(100, Clock.systemUTC());
  }

  static Deployment deploy(
      WarFolder war,
      Path work,
      AppDefaults defaults,
      SessionManagers sessions,
      List<String> cleanups) {
    Path file = new AppFolder(war.root()).packedAs(war.root().resolveSibling("packed.war"));
    Remarks remarks = (_, _) -> {};
    PagePolicy pages = LazyPages.keptIn(work);
    Stages stages =
        new Stages(
            new Unpack(work, UnpackLimits.defaults()),
            new Migrate(pages.cache(), remarks),
            new Scan(DeployedWar.class.getClassLoader(), remarks),
            new Describe(remarks),
            new Assemble(defaults, remarks),
            new AddPages(new JspSupport(), pages, remarks),
            new Start(sessions, new ServletHooks(PlayedRoles.RESPONDER), defaults.neighbours()));
    return new Deployer(stages, new Complaints(cleanups), InstantSource.system())
        .deploy(new DeploymentSpec("", "", file));
  }

  private record Complaints(List<String> cleanups) implements DeploymentEvents {
    @Override
    public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
      cleanups.add(what + ": " + cause);
    }
  }

  Running running() {
    return running;
  }

  /** What could not be undone when the application was stopped. */
  List<String> failedCleanups() {
    return cleanups;
  }

  /**
   * Sends a request.
   *
   * @param fields names and values in turn
   */
  HttpResponse<String> get(String path, String... fields) throws Exception {
    return send("GET", path, "", fields);
  }

  /** Posts a form. */
  HttpResponse<String> post(String path, String form, String... fields) throws Exception {
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return send("POST", path, form, all.toArray(String[]::new));
  }

  /** Sends a file in a form. */
  HttpResponse<String> upload(String path, int bytes) throws Exception {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\n%s\r\n--b--\r\n"
            .formatted("x".repeat(bytes));
    return send("POST", path, body, "Content-Type", "multipart/form-data; boundary=b");
  }

  private HttpResponse<String> send(String method, String path, String body, String... fields)
      throws Exception {
    InetSocketAddress at = (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getPort() + path));
    for (int i = 0; i < fields.length; i += 2) {
      request.header(fields[i], fields[i + 1]);
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    undertow.stop();
    running.app().stop();
  }
}
