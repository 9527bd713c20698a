package io.culvert.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir private Path directory;
  private Children children;

  @BeforeEach
  void start() {
    children = new Children(directory);
  }

  @AfterEach
  void end() {
    children.close();
  }

  @Test
  void culvertServesTheHelloWarAtTheRoot() throws Exception {
    Path launcher = Files.createFile(directory.resolve("culvert"));
    assertTrue(launcher.toFile().setExecutable(true));
    Peer culvert = catalog(launcher).peers(List.of("culvert"), children).getFirst();
    List<String> command = culvert.command();
    assertEquals(List.of(launcher.toString(), "run"), command.subList(0, 2));
    String app = command.get(command.indexOf("--app") + 1);
    assertTrue(app.startsWith("/:/"), app);
    try (ZipFile war = new ZipFile(app.substring(2))) {
      assertNotNull(war.getEntry("WEB-INF/web.xml"));
      assertNotNull(war.getEntry("WEB-INF/classes/io/culvert/bench/hello/HelloServlet.class"));
    }
  }

  @Test
  void withoutADistributionCulvertIsRefusedInWordsThatHelp() {
    Path nowhere = directory.resolve("nowhere");
    BenchException missing =
        assertThrows(
            BenchException.class, () -> catalog(nowhere).peers(List.of("culvert"), children));
    assertTrue(String.valueOf(missing.getMessage()).contains("./mvnw package"));
  }

  @Test
  void anUnknownServerIsRefusedWithAllThatAreKnown() {
    BenchException unknown =
        assertThrows(BenchException.class, () -> catalog(directory).peers(List.of("x"), children));
    assertEquals(
        "unknown server 'x': choose from culvert, libfcgi, tomcat, jetty, culvert-disk, culvert-redis, tomcat-redis, undertow",
        unknown.getMessage());
  }

  @Test
  void theEmbeddedPeersRunInJvmsOfTheirOwn() throws Exception {
    List<Peer> peers = catalog(directory).peers(List.of("jetty", "tomcat"), children);
    assertEquals(List.of("jetty", "tomcat"), peers.stream().map(Peer::id).toList());
    assertEquals(Protocol.FASTCGI, peers.getFirst().protocol());
    assertEquals(Protocol.HTTP, peers.getLast().protocol());
    assertTrue(peers.getLast().command().contains("io.culvert.bench.peer.TomcatPeer"));
    assertTrue(peers.getLast().title().matches("Apache Tomcat 11[.].*"), peers.getLast().title());
  }

  private Catalog catalog(Path culvert) {
    return new Catalog(directory, culvert, 128, Scene.HELLO, Allowance.DEFAULT);
  }
}
