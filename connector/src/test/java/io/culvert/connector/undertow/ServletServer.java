package io.culvert.connector.undertow;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ListenAddress;
import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.monitor.Monitor;
import io.culvert.connector.transport.Endpoint;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Servlets behind a real FastCGI server on a Unix socket. */
public final class ServletServer implements AutoCloseable {
  /** What a servlet of a test does. */
  public interface Service {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  private static final class Scripted extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Service service;

    Scripted(Service service) {
      this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      service.serve(request, response);
    }
  }

  private final Endpoint endpoint;
  private final UndertowApplication application;
  private final FcgiServer server;

  private ServletServer(
      Path folder, UndertowApplication application, UnaryOperator<Application> around, Trust trust)
      throws IOException {
    this.endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    this.application = application;
    this.server =
        FcgiServer.start(
            FcgiServerConfig.on(List.of(new ListenAddress(endpoint, trust))),
            around.apply(application),
            ConnectionEvents.NONE);
  }

  public static ServletServer start(Path folder, Map<String, Service> servlets) throws Exception {
    return start(folder, servlets, UndertowSettings.DEFAULT, UnaryOperator.identity());
  }

  public static ServletServer start(
      Path folder,
      Map<String, Service> servlets,
      UndertowSettings settings,
      UnaryOperator<Application> around)
      throws Exception {
    return new ServletServer(
        folder,
        new UndertowApplication(
            deploy(folder, servlets, settings.roles(), _ -> {}), settings, new ServletAborts()),
        around,
        Trust.NOTHING);
  }

  /** Any handler in the place of servlets. */
  public static ServletServer start(Path folder, HttpHandler root, UndertowSettings settings)
      throws IOException {
    return new ServletServer(
        folder,
        new UndertowApplication(root, settings, AbortListener.NONE),
        UnaryOperator.identity(),
        Trust.NOTHING);
  }

  /** Servlets, and what is believed of requests. */
  static ServletServer start(Path folder, Map<String, Service> servlets, Trust trust)
      throws Exception {
    HttpHandler root = deploy(folder, servlets, PlayedRoles.RESPONDER, _ -> {});
    return start(folder, root, trust);
  }

  /** Any handler in the place of servlets, and what is believed of requests. */
  static ServletServer start(Path folder, HttpHandler root, Trust trust) throws IOException {
    return new ServletServer(
        folder,
        new UndertowApplication(root, UndertowSettings.DEFAULT, AbortListener.NONE),
        UnaryOperator.identity(),
        trust);
  }

  public UndertowApplication application() {
    return application;
  }

  /** Servlets, and whatever else is added to their deployment. */
  static HttpHandler deploy(
      Path folder, Map<String, Service> servlets, PlayedRoles roles, Consumer<DeploymentInfo> more)
      throws ServletException {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(ServletServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("test")
            .setResourceManager(
                // watching the folder would take a scarce handle of the system for every test
                PathResourceManager.builder()
                    .setBase(folder)
                    .setAllowResourceChangeListeners(false)
                    .build());
    ServletHooks hooks = new ServletHooks(roles);
    hooks.prepare(info);
    servlets.forEach((path, service) -> info.addServlet(servlet(path, service)));
    more.accept(info);
    DeploymentManager manager = Servlets.newContainer().addDeployment(info);
    manager.deploy();
    hooks.complete(manager.getDeployment());
    return manager.start();
  }

  private static ServletInfo servlet(String path, Service service) {
    return new ServletInfo(
            path, Scripted.class, new ImmediateInstanceFactory<>(new Scripted(service)))
        .addMapping(path)
        .setMultipartConfig(new MultipartConfigElement(""))
        .setAsyncSupported(true);
  }

  public ScriptedPeer connect() throws IOException {
    return ScriptedPeer.connect(endpoint);
  }

  public int runningRequests() {
    return server.runningRequests();
  }

  public Monitor monitor() {
    return server.monitor();
  }

  /** One request on a connection of its own. */
  public Answer get(String uri) throws IOException {
    return request("GET", uri, Map.of(), new byte[0]);
  }

  /** One request on a connection of its own. */
  public Answer request(String method, String uri, Map<String, String> more, byte[] body)
      throws IOException {
    try (ScriptedPeer peer = connect()) {
      peer.send(ScriptedPeer.request(1, false, params(method, uri, more, body.length), body));
      return peer.answer(1);
    }
  }

  public static Map<String, String> params(
      String method, String uri, Map<String, String> more, int contentLength) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("REQUEST_METHOD", method);
    params.put("CONTENT_LENGTH", contentLength == 0 ? "" : Integer.toString(contentLength));
    params.put("SERVER_SOFTWARE", "nginx/1.28.0");
    params.putAll(more);
    return ScriptedPeer.get(uri, params);
  }

  @Override
  public void close() {
    server.close();
    application.close();
  }
}
