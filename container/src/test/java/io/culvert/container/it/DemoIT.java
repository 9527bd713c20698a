package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, as somebody sees it who has just fetched the source. */
@Timeout(120)
class DemoIT {
  private static final Pattern SOCKET = Pattern.compile("unix:(/tmp/culvert-demo\\.\\w+)/s");

  @Test
  void showsTheSampleBehindNginxAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    Program.assumeInstalled("nginx");
    demonstrate(folder, true);
  }

  @Test
  void showsTheSampleWithoutAFrontEnd(@TempDir Path folder) throws Exception {
    demonstrate(folder, false, "--http");
  }

  @Test
  void aPortThatIsTakenIsAnErrorAtOnce(@TempDir Path folder) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Spawned demo = start(folder, "--port", Integer.toString(taken.getLocalPort()))) {
      assertEquals(1, demo.exitStatus());
      assertTrue(demo.output().contains("is taken"), demo.output());
    }
  }

  private static void demonstrate(Path folder, boolean behindNginx, String... options)
      throws IOException, InterruptedException {
    int port = Ports.free();
    List<String> line = new ArrayList<>(List.of(options));
    line.addAll(List.of("--port", Integer.toString(port)));
    try (Spawned demo = start(folder, line.toArray(String[]::new))) {
      demo.awaitUntil(() -> demo.output().contains("Ctrl-C ends it"));
      HttpResponse<String> page = get(port);
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("Hello, Ada"), page.body());
      assertEquals(behindNginx, page.headers().firstValue("Server").orElse("").startsWith("nginx"));
      List<ProcessHandle> processes =
          ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
      assertFalse(processes.isEmpty());

      demo.terminate();

      assertEquals(0, demo.exitStatus(), demo.output());
      assertEquals(List.of(), processes.stream().filter(ProcessHandle::isAlive).toList());
      assertFalse(Files.exists(privateFolder(demo.output())));
    }
  }

  private static Spawned start(Path folder, String... options) throws IOException {
    List<String> line = new ArrayList<>(List.of(DocPage.ROOT.resolve("bin/demo").toString()));
    line.addAll(List.of(options));
    return Spawned.start(folder, "demo", Map.of(), line);
  }

  private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hello?name=Ada"))
              .timeout(Duration.ofSeconds(30))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Path privateFolder(String output) {
    Matcher socket = SOCKET.matcher(output);
    assertTrue(socket.find(), output);
    return Path.of(socket.group(1));
  }
}
