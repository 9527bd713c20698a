package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.cli.RunningFrontEnd.Answer;
import io.culvert.container.frontend.FrontEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The printed configurations at work: real front ends on loopback before real FastCGI servers. */
@Timeout(120)
final class FrontEndBehaviourTest {
  @TempDir Path folder;

  /** A front end that will not be root is another user, who has to get in. */
  @BeforeEach
  void openTheFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void whatClientsSendArrivesAsItWasSent(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, "--listen", node.address())) {
      assertEquals("one GET /", front.get("/", "").body());
      assertEquals("one GET /a%20b/?q=%20&r", front.get("/a%20b/?q=%20&r", "").body());
      assertEquals("one GET /a%2Fb;x=1//c/./d", front.get("/a%2Fb;x=1//c/./d", "").body());
      assertEquals("one GET /%E2%82%AC%25", front.get("/%E2%82%AC%25", "").body());
      assertEquals(
          "Bearer t0k3n",
          front.get("/", "Authorization: Bearer t0k3n").field("Seen-Authorization"));
      Answer posted = front.send("POST", "/form", "", "x".repeat(100_000));
      assertEquals("one POST /form", posted.body());
      assertEquals("100000", posted.field("Seen-Body"));
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aServerOnAPortIsReachedAsWell(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.onPort("one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, "--listen", node.address())) {
      assertEquals("one GET /x", front.get("/x", "").body());
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aBodyOfUnknownLengthArrives(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, "--listen", node.address())) {
      String chunks = "1388\r\n%s\r\n".formatted("x".repeat(5000)).repeat(2) + "0\r\n\r\n";
      Answer answer = front.send("POST", "/", "Transfer-Encoding: chunked", chunks);
      assertEquals("10000", answer.field("Seen-Body"), answer::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void eventsArriveOneByOne(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front = RunningFrontEnd.start(product, folder, "--listen", node.address());
        Socket socket = front.connect();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket
          .getOutputStream()
          .write("GET /events HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 1; i <= 3; i++) {
        node.events.release(); // the next event leaves when the one before has come
        String line = in.readLine();
        while (line != null && !line.startsWith("data:")) {
          line = in.readLine();
        }
        assertEquals("data: " + i, line);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "APACHE", "HAPROXY"})
  void connectionsAreKept(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, "--listen", node.address())) {
      for (int i = 0; i < 40; i++) {
        assertEquals(200, front.get("/", "").status());
      }
      // httpd has a few processes, each with connections of its own
      assertTrue(node.connections.get() <= 20, node.connections + " connections");
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aServerThatWasRestartedIsFoundAgain(FrontEnd product) throws Exception {
    NamedNode first = NamedNode.at(folder.resolve("s1"), "first");
    try (RunningFrontEnd front =
        RunningFrontEnd.start(product, folder, "--listen", first.address())) {
      for (int i = 0; i < 8; i++) {
        assertEquals("first GET /", front.get("/", "").body());
      }
      first.close();
      if (product != FrontEnd.LIGHTTPD) { // it leaves a server alone for a second then
        assertTrue(front.get("/", "").status() >= 500);
      }
      try (NamedNode _ = NamedNode.at(folder.resolve("s1"), "second")) {
        for (int i = 0; i < 8; i++) {
          assertEquals("second GET /", front.get("/", "").body());
        }
      }
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aBodyAboveTheServersLimitIsRefusedByTheFrontEnd(FrontEnd product) throws Exception {
    try (NamedNode node = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(
                product, folder, "--listen", node.address(), "--limits-request-body", "2KiB")) {
      assertEquals(200, front.send("POST", "/", "", "x".repeat(2048)).status());
      assertEquals(413, front.send("POST", "/", "", "x".repeat(4096)).status());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "HAPROXY", mode = Mode.EXCLUDE)
  void filesOfAVirtualHostAreSeenThroughItsNameOnly(FrontEnd product) throws Exception {
    Path named = ExplodedWar.in(folder.resolve("named"));
    Path other = ExplodedWar.in(folder.resolve("other"));
    Files.writeString(named.resolve("a.css"), "named");
    Files.writeString(other.resolve("b.css"), "other");
    String[] apps = {"--app", "shop.example:/:" + named, "--app", "/:" + other};
    try (NamedNode _ = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, ExplodedWar.options(folder, apps))) {
      assertEquals("named", front.get("/a.css", "Host: shop.example").body());
      assertEquals("one GET /b.css", front.get("/b.css", "Host: shop.example").body());
      assertEquals("one GET /a.css", front.get("/a.css", "Host: else.example").body());
      assertEquals("other", front.get("/b.css", "Host: else.example").body());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "HAPROXY", mode = Mode.EXCLUDE)
  void staticFilesComeFromTheFolderAndEverythingElseFromTheServer(FrontEnd product)
      throws Exception {
    Path root = ExplodedWar.in(folder.resolve("root"));
    Path shop = ExplodedWar.in(folder.resolve("a shop"));
    Files.writeString(shop.resolve("page.css"), "css of shop");
    Files.writeString(shop.resolve("s p.css"), "spaced");
    Files.writeString(root.resolve("top.js"), "js of root");
    Files.writeString(shop.resolve("page.jsp"), "<% secret %>");
    Files.createDirectories(root.resolve("war"));
    Files.writeString(root.resolve("war/trap.css"), "belongs to another application");
    String[] apps = {"--app", "/:" + root, "--app", "/shop:" + shop, "--app", "/war:packed.war"};
    try (NamedNode _ = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, ExplodedWar.options(folder, apps))) {
      Answer css = front.get("/shop/page.css", "");
      assertEquals("css of shop", css.body());
      assertTrue(css.field("Content-Type").startsWith("text/css"), css.head());
      assertEquals("spaced", front.get("/shop/s%20p.css", "").body());
      assertEquals("js of root", front.get("/top.js", "").body());
      for (String served :
          new String[] {
            "/shop/other.css?x=%20y",
            "/shop/*.css",
            "/deep/er/none.css",
            "/war/trap.css",
            "/shop/page.jsp",
            "/page.css",
            "/"
          }) {
        assertEquals("one GET " + served, front.get(served, "").body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void theInnerPartsAreHiddenInEverySpelling(FrontEnd product) throws Exception {
    String[] apps = {
      "--app", "/:" + ExplodedWar.in(folder.resolve("root")),
      "--app", "/shop:" + ExplodedWar.in(folder.resolve("shop"))
    };
    try (NamedNode _ = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front =
            RunningFrontEnd.start(product, folder, ExplodedWar.options(folder, apps))) {
      for (String hidden : ExplodedWar.HIDDEN) {
        Answer answer = front.get(hidden, "");
        assertTrue(answer.status() >= 400 && answer.status() <= 404, hidden + answer);
        assertFalse(answer.body().contains("secret"), hidden);
      }
    }
  }
}
