package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.cli.CalledOffException;
import io.culvert.container.cli.StartUp;
import io.culvert.container.config.LoginSettings;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.generations.Policy;
import io.culvert.container.session.SessionSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  @TempDir Path folder;
  private Path work = Path.of("");
  private Path socket = Path.of("");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Path> roots = new CopyOnWriteArrayList<>();

  @BeforeEach
  void namePlaces() {
    work = folder.resolve("work");
    socket = folder.resolve("s");
  }

  @Test
  void servesAndStopsAndLeavesNothingBehind() throws Exception {
    Server server = launch(config(List.of(anyPort()), List.of("unix:" + socket)));
    assertEquals("hello", get(server, "/shop/index.txt"));
    server.stop();
    server.stop();
    server.close();
    assertNothingIsLeft();
    assertEquals(List.of("started /shop", "stopped /shop"), heard);
  }

  @Test
  void othersReachTheStaticFilesOfAnUnpackedWar() throws Exception {
    try (Server server = launch(config(List.of(), List.of("unix:" + socket)))) {
      assertEquals(State.RUNNING, server.applications().getFirst().state());
      Path file = roots.getFirst().resolve("index.txt");
      assertTrue(permissions(file).contains(PosixFilePermission.OTHERS_READ));
      Path end = folder.toRealPath();
      for (Path up = file.getParent(); !up.equals(end); up = up.getParent()) {
        assertTrue(permissions(up).contains(PosixFilePermission.OTHERS_EXECUTE), up.toString());
      }
    }
  }

  @Test
  void applicationThatFailsIsToldWhileTheOthersRun() throws Exception {
    DeploymentSpec missing = new DeploymentSpec("", "/gone", folder.resolve("gone.war"));
    ServerConfig config =
        config(List.of(anyPort()), List.of("unix:" + socket), List.of(missing, shop()));
    try (Server server = launch(config)) {
      assertEquals("hello", get(server, "/shop/index.txt"));
      assertEquals(
          List.of(State.FAILED, State.RUNNING),
          server.applications().stream().map(AppStatus::state).toList());
      assertEquals(Set.of("failed /gone", "started /shop"), Set.copyOf(heard));
      assertEquals(
          "503 Service Unavailable: the application could not be started.\n",
          get(server, "/gone/"));
    }
  }

  @Test
  @Timeout(60)
  void pagesAreCompiledAndKeptAtTheWordOfAnOperator() throws Exception {
    Path pages = Files.createDirectories(folder.resolve("pages"));
    Files.writeString(pages.resolve("a.jsp"), "a");
    Files.writeString(pages.resolve("b.jsp"), "b");
    DeploymentSpec spec = new DeploymentSpec("", "/pages", pages);
    try (Server _ = launch(config(List.of(), List.of("unix:" + socket), List.of(spec)))) {
      assertEquals("DONE /pages: 2 pages: 2 compiled, 0 compiled before", precompile("/pages"));
      assertEquals("DONE /pages: 2 pages: 0 compiled, 2 compiled before", precompile("/pages"));
      Files.writeString(pages.resolve("c.jsp"), "<%= noSuchVariable %>");
      assertEquals(
          "REFUSED /pages: 3 pages: 0 compiled, 2 compiled before, 1 do not compile; the first one"
              + " is /c.jsp:1: noSuchVariable cannot be resolved to a variable",
          precompile("/pages"));
      assertEquals(0L, beans().getAttribute(bean("type=BuildCache"), "EvictedBySessions"));
    }
    assertFalse(beans().isRegistered(bean("type=BuildCache")));
  }

  private static MBeanServer beans() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static ObjectName bean(String properties) throws JMException {
    return new ObjectName("io.culvert:" + properties);
  }

  private static String precompile(String path) throws JMException {
    ObjectName application = bean("type=Application,host=\"\",path=" + path);
    while (!beans().isRegistered(application)) {
      Thread.onSpinWait(); // beans follow the applications
    }
    CompositeData answer =
        (CompositeData) beans().invoke(application, "precompile", new Object[0], new String[0]);
    return answer.get("result") + " " + answer.get("text");
  }

  @Test
  void httpPortInUseLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      assertRefused(config(List.of(anyPort(), address), List.of("unix:" + socket)), "HTTP ");
    }
    launch(config(List.of(), List.of("unix:" + socket))).close();
  }

  @Test
  void secondListenerInUseLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertRefused(config(List.of(), List.of("unix:" + socket, address)), address);
    }
  }

  @Test
  void workFolderThatCannotBeUsedLeavesNothingOpen() throws Exception {
    Files.writeString(work, "a file");
    IOException e =
        assertThrows(IOException.class, () -> launch(config(List.of(), List.of("unix:" + socket))));
    assertTrue(e.getMessage().contains(work + ": cannot be used as the work folder"), "" + e);
    assertFalse(Files.exists(socket));
  }

  @Test
  void listenerOfTheDeploymentsThatFailsFailsTheDeploymentAlone() throws Exception {
    ServerConfig config = config(List.of(anyPort()), List.of("unix:" + socket));
    DeploymentEvents broken =
        new DeploymentEvents() {
          @Override
          public void started(Running deployment) {
            throw new IllegalStateException("the terminal is gone");
          }
        };
    try (Server server = Server.launch(config, broken, new StartUp())) {
      AppStatus status = server.applications().getFirst();
      assertEquals(State.FAILED, status.state());
      assertTrue(status.failure().orElseThrow().cause().contains("the terminal is gone"));
    }
    assertNothingIsLeft();
  }

  private void assertRefused(ServerConfig config, String message) throws IOException {
    IOException e = assertThrows(IOException.class, () -> launch(config));
    assertTrue(e.getMessage().contains(message), "" + e);
    assertNothingIsLeft();
    assertEquals(List.of(), heard, "nothing is deployed before all addresses are taken");
  }

  private void assertNothingIsLeft() throws IOException {
    assertFalse(Files.exists(socket));
    try (Stream<Path> left = Files.list(work)) {
      Set<Path> kept = Set.of(work.resolve("state"), work.resolve("cache"));
      assertEquals(List.of(), left.filter(path -> !kept.contains(path)).toList());
    }
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    assertFalse(threads.contains("session-sweeper"), threads.toString());
  }

  private Server launch(ServerConfig config) throws IOException, CalledOffException {
    return Server.launch(
        config,
        new DeploymentEvents() {
          @Override
          public void started(Running deployment) {
            heard.add("started " + deployment.spec().displayName());
            roots.add(deployment.app().root());
          }

          @Override
          public void failed(Failed deployment) {
            heard.add("failed " + deployment.spec().displayName());
          }

          @Override
          public void stopped(DeploymentSpec spec) {
            heard.add("stopped " + spec.displayName());
          }
        },
        new StartUp());
  }

  private static java.util.Set<PosixFilePermission> permissions(Path path) throws IOException {
    return Files.getPosixFilePermissions(path);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private ServerConfig config(List<InetSocketAddress> http, List<String> listen)
      throws IOException {
    return config(http, listen, List.of(shop()));
  }

  private ServerConfig config(
      List<InetSocketAddress> http, List<String> listen, List<DeploymentSpec> applications) {
    Endpoint[] endpoints = listen.stream().map(Endpoint::parse).toArray(Endpoint[]::new);
    return new ServerConfig(
        FcgiServerConfig.on(endpoints),
        http,
        new ServerConfig.Applications(
            applications,
            List.of(),
            work,
            new Policy(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1), false)),
        new ServerConfig.Pages(CompileMode.LAZY, false),
        new ServerConfig.Requests(1 << 20, PlayedRoles.RESPONDER),
        LoginSettings.of(Path.of("no-users.toml")),
        SessionSettings.inMemory(),
        Duration.ofMinutes(1));
  }

  private DeploymentSpec shop() throws IOException {
    Path war = folder.resolve("shop.war");
    try (OutputStream out = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("index.txt"));
      zip.write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return new DeploymentSpec("", "/shop", war);
  }

  private static String get(Server server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.http().getFirst().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
