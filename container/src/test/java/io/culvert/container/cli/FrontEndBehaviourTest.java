package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.transport.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The printed configurations at work: real front ends on loopback before real FastCGI servers. */
final class FrontEndBehaviourTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "lighttpd"})
  void staticFilesComeFromTheFolderAndEverythingElseFromTheServer(String product) throws Exception {
    Path root = exploded("root");
    Path shop = exploded("shop");
    Files.writeString(shop.resolve("page.css"), "css of shop");
    Files.writeString(root.resolve("top.js"), "js of root");
    Files.writeString(shop.resolve("page.jsp"), "<% secret %>");
    Files.writeString(root.resolve("WEB-INF/in.css"), "secret");
    Files.createDirectories(root.resolve("war"));
    Files.writeString(root.resolve("war/trap.css"), "belongs to another application");
    try (FcgiServer _ = serve("s1", "one");
        RunningFrontEnd front =
            start(
                product,
                "--listen",
                "unix:" + folder.resolve("s1"),
                "--app",
                "/:" + root,
                "--app",
                "/shop:" + shop,
                "--app",
                "/war:packed.war")) {
      assertEquals("css of shop", front.get("/shop/page.css", "").body());
      assertEquals("js of root", front.get("/top.js", "").body());
      assertEquals(
          "one GET /shop/other.css?x=%20y", front.get("/shop/other.css?x=%20y", "").body());
      assertEquals("one GET /deep/er/none.css", front.get("/deep/er/none.css", "").body());
      assertEquals("one GET /war/trap.css", front.get("/war/trap.css", "").body());
      assertEquals("one GET /shop/page.jsp", front.get("/shop/page.jsp", "").body());
      assertEquals("one GET /a%20b/?q=1", front.get("/a%20b/?q=1", "").body());
      assertEquals("one GET /", front.get("/", "").body());
      assertEquals("one POST /form", front.send("POST", "/form", "", "12345").body());
      for (String hidden :
          List.of(
              "/WEB-INF/in.css",
              "/web-inf/in.css",
              "/WEB-INF",
              "/%57EB-INF/in.css",
              "/x/../WEB-INF/in.css",
              "//WEB-INF//in.css",
              "/shop/WEB-INF/web.xml",
              "/shop/META-INF/MANIFEST.MF")) {
        Answer answer = front.get(hidden, "");
        assertTrue(answer.status() == 404 || answer.status() == 403, hidden + answer);
        assertFalse(answer.body().contains("secret"), hidden);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "lighttpd"})
  void aSessionStaysOnItsNode(String product) throws Exception {
    try (FcgiServer _ = serve("s1", "one");
        FcgiServer _ = serve("s2", "two");
        RunningFrontEnd front =
            start(
                product,
                "--node",
                "n1=unix:" + folder.resolve("s1"),
                "--node",
                "n2=unix:" + folder.resolve("s2"))) {
      for (int i = 0; i < 4; i++) {
        assertEquals("one GET /", front.get("/", "Cookie: a=b; JSESSIONID=xyz.n1; c=d").body());
        assertEquals("two GET /", front.get("/", "Cookie: JSESSIONID=xyz.n2").body());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "lighttpd"})
  void aBodyAboveTheServersLimitIsRefusedByTheFrontEnd(String product) throws Exception {
    try (FcgiServer _ = serve("s1", "one");
        RunningFrontEnd front =
            start(
                product,
                "--listen",
                "unix:" + folder.resolve("s1"),
                "--limits-request-body",
                "2KiB")) {
      assertEquals(200, front.send("POST", "/", "", "x".repeat(2048)).status());
      assertEquals(413, front.send("POST", "/", "", "x".repeat(4096)).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "lighttpd"})
  void filesOfAVirtualHostAreSeenThroughItsNameOnly(String product) throws Exception {
    Path named = exploded("named");
    Path other = exploded("other");
    Files.writeString(named.resolve("a.css"), "named");
    Files.writeString(other.resolve("b.css"), "other");
    try (FcgiServer _ = serve("s1", "one");
        RunningFrontEnd front =
            start(
                product,
                "--listen",
                "unix:" + folder.resolve("s1"),
                "--app",
                "shop.example:/:" + named,
                "--app",
                "/:" + other)) {
      assertEquals("named", front.get("/a.css", "Host: shop.example").body());
      assertEquals("one GET /b.css", front.get("/b.css", "Host: shop.example").body());
      assertEquals("one GET /a.css", front.get("/a.css", "Host: else.example").body());
      assertEquals("other", front.get("/b.css", "Host: else.example").body());
    }
  }

  private Path exploded(String name) throws IOException {
    Path root = folder.resolve(name);
    Files.createDirectories(root.resolve("WEB-INF"));
    Files.createDirectories(root.resolve("META-INF"));
    Files.writeString(root.resolve("WEB-INF/web.xml"), "<web-app><!-- secret --></web-app>");
    Files.writeString(root.resolve("META-INF/MANIFEST.MF"), "secret");
    return root;
  }

  /** A server that says its name and what it was asked. */
  private FcgiServer serve(String socket, String name) throws IOException {
    Application application =
        (request, response) -> {
          request.body().discard();
          var params = request.params().toMap();
          String text = name + " " + params.get("REQUEST_METHOD") + " " + params.get("REQUEST_URI");
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          String head =
              "Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                  .formatted(body.length);
          response.end(
              ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(body));
        };
    return FcgiServer.start(
        FcgiServerConfig.on(Endpoint.parse("unix:" + folder.resolve(socket))),
        application,
        ConnectionEvents.NONE);
  }

  private RunningFrontEnd start(String product, String... options) throws IOException {
    FrontEndProgram program = FrontEndProgram.named(product);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> line = new ArrayList<>(List.of("frontend", product));
    line.addAll(List.of(options));
    line.addAll(List.of("--unprivileged", folder.toString(), "--port", Integer.toString(port)));
    Terminal terminal = Terminal.without(folder);
    assertEquals(0, terminal.run(line.toArray(String[]::new)), terminal::err);
    Path file = Files.writeString(folder.resolve("front.conf"), terminal.out());
    Process process =
        product.equals("nginx")
            ? program.start(
                "-g",
                "daemon off;",
                "-e",
                folder.resolve("e.log").toString(),
                "-c",
                file.toString())
            : program.start("-D", "-f", file.toString());
    return new RunningFrontEnd(process, port).awaitReady();
  }

  private record Answer(int status, String body) {}

  private record RunningFrontEnd(Process process, int port) implements AutoCloseable {
    RunningFrontEnd awaitReady() {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!answers()) {
        assertTrue(process.isAlive() && System.nanoTime() < deadline, "the front end is not up");
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return this;
    }

    private boolean answers() {
      try (Socket _ = connect()) {
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    private Socket connect() throws IOException {
      Socket socket = new Socket();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout((int) PATIENCE.toMillis());
      return socket;
    }

    Answer get(String target, String header) throws IOException {
      return send("GET", target, header, "");
    }

    /** Sends just these bytes: a client library would normalise the path. */
    Answer send(String method, String target, String header, String body) throws IOException {
      String host = header.startsWith("Host:") ? "" : "Host: front.example\r\n";
      String extra = header.isEmpty() ? "" : header + "\r\n";
      String request =
          "%s %s HTTP/1.1\r\n%s%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(method, target, host, extra, body.length(), body);
      try (Socket socket = connect();
          OutputStream out = socket.getOutputStream();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
        String answer = in.lines().collect(Collectors.joining("\n"));
        int blank = answer.indexOf("\n\n");
        return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(blank + 2));
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
