package io.culvert.container.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.container.apps.VirtualHost;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The router before Undertow's real servlet engine, asked over HTTP on loopback. */
final class HostRouterTest {
  /** Tells what the engine made of the path. */
  public static final class PathServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response
          .getWriter()
          .print(
              "%s|%s|%s"
                  .formatted(
                      request.getContextPath(), request.getServletPath(), request.getPathInfo()));
    }
  }

  private final HostRouter router = new HostRouter(HostTable.EMPTY);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Undertow server =
      Undertow.builder()
          .setIoThreads(1)
          .setWorkerThreads(2)
          .addHttpListener(0, "127.0.0.1")
          .setHandler(router)
          .build();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
  }

  @Test
  void theServletEngineSeesContextPathAndTheRest() throws Exception {
    router.swap(new HostTable(List.of(mount("/shop"), mount(""))));

    assertEquals("/shop|/paths|/a/b", get("/shop/paths/a/b").body());
    assertEquals("|/paths|null", get("/paths").body());
  }

  @Test
  void theContextPathIsRedirectedToTheSlashAfterIt() throws Exception {
    router.swap(new HostTable(List.of(mount("/shop"))));

    HttpResponse<String> response = get("/shop?x=1");

    assertEquals(302, response.statusCode());
    assertEquals("/shop/?x=1", response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void lettersBeyondAsciiAreEscapedInTheRedirect() throws Exception {
    router.swap(new HostTable(List.of(mount("/größe"))));

    HttpResponse<String> response = get("/gr%C3%B6%C3%9Fe");

    assertEquals(302, response.statusCode());
    assertEquals("/gr%C3%B6%C3%9Fe/", response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void anAddressWithoutApplicationIsNotFoundAndSaysSo() throws Exception {
    HttpResponse<String> response = get("/nothing");

    assertEquals(404, response.statusCode());
    assertEquals("404 Not Found: no application is deployed here.\n", response.body());
  }

  @Test
  void aSwapIsSeenByTheNextRequest() throws Exception {
    HostTable first = new HostTable(List.of(mount("/one")));
    router.swap(first);
    assertEquals(200, get("/one/paths").statusCode());

    assertEquals(first, router.swap(new HostTable(List.of(mount("/two")))));

    assertEquals(404, get("/one/paths").statusCode());
    assertEquals(200, get("/two/paths").statusCode());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Mount mount(String contextPath) throws jakarta.servlet.ServletException {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(HostRouterTest.class.getClassLoader())
            .setDeploymentName(contextPath.isEmpty() ? "root" : contextPath)
            .setContextPath(contextPath.isEmpty() ? "/" : contextPath)
            .addServlet(Servlets.servlet("paths", PathServlet.class).addMapping("/paths/*"));
    DeploymentManager manager = Servlets.newContainer().addDeployment(info);
    manager.deploy();
    HttpHandler handler = manager.start();
    return new Mount(VirtualHost.DEFAULT, contextPath, handler);
  }
}
