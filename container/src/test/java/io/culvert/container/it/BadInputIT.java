package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong at the start: every time a message that says what, where, and what to do. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadInputIT {
  private static final String STACK_FRAME = "\tat ";

  @TempDir private Path folder;

  private final Dist dist = Dist.find();

  private Ran culvert(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(dist.command()));
    line.addAll(List.of(words));
    Ran ran = Ran.of(folder, Map.of(), line);
    assertFalse((ran.out() + ran.err()).contains(STACK_FRAME), ran.err());
    return ran;
  }

  private Ran run(String listen) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(Culvert.options(folder, listen, List.of("/:" + Artifacts.sample())));
    return culvert(words.toArray(String[]::new));
  }

  @Test
  void everyProblemOfAConfigurationIsReportedWithItsLine() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("culvert.toml"),
            """
            listen = ["127.0.0.1:99999"]
            lisen = ["127.0.0.1:9000"]

            [limits]
            request-body = "much"
            connections = -1

            [timeouts]
            body = "soon"
            """);
    Ran ran = culvert("run", "--config", config.toString());
    assertEquals(2, ran.status(), ran.err());
    for (int line : List.of(1, 2, 5, 6, 9)) {
      assertTrue(ran.err().contains("culvert.toml:" + line + ":"), line + ": " + ran.err());
    }
    assertTrue(ran.err().contains("listen"), ran.err());
  }

  @Test
  void aConfigurationThatIsNoTomlIsReportedWithItsLine() throws Exception {
    Path config = Files.writeString(folder.resolve("culvert.toml"), "# fine\nlisten = [\n");
    Ran ran = culvert("run", "--config", config.toString());
    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().contains("culvert.toml:"), ran.err());
  }

  @Test
  void aMissingConfigurationIsReported() throws Exception {
    Ran ran = culvert("run", "--config", folder.resolve("none.toml").toString());
    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().contains("none.toml"), ran.err());
  }

  @Test
  void aBrokenApplicationIsReportedAndTheGoodOneBesideItServes() throws Exception {
    Path broken = war("broken.war", "WEB-INF/web.xml", "<web-app>\n<servlet>\n</web-app>\n");
    Path noWar = Files.writeString(folder.resolve("text.war"), "this is no archive");
    try (Culvert culvert =
        Culvert.onUnixSocket(
            dist,
            folder,
            Map.of(),
            "/broken:" + broken,
            "/text:" + noWar,
            "/good:" + Artifacts.sample())) {
      String report = culvert.process().output();
      assertTrue(report.matches("(?s).*failed +/broken .* in stage \\w+.*"), report);
      assertTrue(report.contains("web.xml:3"), report);
      assertTrue(report.matches("(?s).*failed +/text .* in stage unpack.*"), report);
      assertEquals(0, get(culvert, "/good/hello.jsp").status());
      assertEquals(1, get(culvert, "/broken/hello.jsp").status());
    }
  }

  private Path war(String name, String entry, String content) throws IOException {
    Path war = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }

  private Ran get(Culvert culvert, String path) throws IOException, InterruptedException {
    return culvert("get", "--socket", culvert.address(), path);
  }

  @Test
  void aPortThatIsTakenIsReported() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Ran ran = run(address);
      assertEquals(1, ran.status(), ran.err());
      assertEquals(1, linesWith(ran, address), ran.err());
    }
  }

  @Test
  void aSocketFileThatACrashLeftBehindIsReplaced() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket));
    try (Culvert culvert =
        Culvert.onUnixSocket(dist, folder, Map.of(), "/:" + Artifacts.sample())) {
      assertEquals(0, get(culvert, "/hello").status());
    }
  }

  @Test
  void theSocketOfALiveServerIsLeftAlone() throws Exception {
    try (Culvert culvert =
        Culvert.onUnixSocket(dist, folder, Map.of(), "/:" + Artifacts.sample())) {
      Ran second = run(culvert.address());
      assertEquals(1, second.status(), second.err());
      assertEquals(1, linesWith(second, folder.resolve("s").toString()), second.err());
      assertEquals(0, get(culvert, "/hello").status());
    }
  }

  @Test
  void aFileAtThePathOfTheSocketIsLeftAlone() throws Exception {
    Path precious = Files.writeString(folder.resolve("s"), "precious");
    Ran ran = run("unix:" + precious);
    assertEquals(1, ran.status(), ran.err());
    assertEquals(1, linesWith(ran, precious.toString()), ran.err());
    assertEquals("precious", Files.readString(precious));
  }

  private static long linesWith(Ran ran, String text) {
    return ran.err().lines().filter(line -> line.contains(text)).count();
  }

  @Test
  void unknownCommandsAndOptionsAreReported() throws Exception {
    Ran command = culvert("rnu");
    assertEquals(2, command.status(), command.err());
    assertTrue(command.err().contains("rnu"), command.err());
    Ran option = culvert("run", "--lisen", "127.0.0.1:9000");
    assertEquals(2, option.status(), option.err());
    assertTrue(option.err().contains("--lisen"), option.err());
    Ran address = culvert("run", "--listen", "127.0.0.1:99999");
    assertEquals(2, address.status(), address.err());
    assertTrue(address.err().contains("--listen"), address.err());
  }
}
