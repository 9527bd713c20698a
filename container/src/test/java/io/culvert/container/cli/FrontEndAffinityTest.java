package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.cli.RunningFrontEnd.Answer;
import io.culvert.container.frontend.FrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The printed configurations with several nodes: who gets a request, and who stands in. */
@Timeout(120)
final class FrontEndAffinityTest {
  private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: (culvert_node=[^;\n]+)");

  @TempDir Path folder;

  /** A front end that will not be root is another user, who has to get in. */
  @BeforeEach
  void openTheFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A front end of nodes that have the routes n1 and n2. */
  private RunningFrontEnd before(FrontEnd product, NamedNode n1, NamedNode n2, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--node", "n1=" + n1.address(), "--node", "n2=" + n2.address()));
    return RunningFrontEnd.start(product, folder, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aSessionStaysOnItsNode(FrontEnd product) throws Exception {
    // what is said of a cookie that cannot be named is a comment for each of them
    Path odd = webapp("odd", "<cookie-config><name>o{$d}\"'#\\</name></cookie-config>");
    try (NamedNode one = NamedNode.at(folder.resolve("s1"), "one");
        NamedNode two = NamedNode.onPort("two");
        RunningFrontEnd front = before(product, one, two, "--app", "/odd:" + odd)) {
      for (int i = 0; i < 4; i++) {
        assertEquals(
            "one GET /odd/", front.get("/odd/", "Cookie: a=b; JSESSIONID=xyz.n1; c=d").body());
        assertEquals("two GET /odd/", front.get("/odd/", "Cookie: JSESSIONID=xyz.n2").body());
      }
    }
  }

  /** Apache httpd goes by one name only. */
  @ParameterizedTest
  @EnumSource(names = "APACHE", mode = Mode.EXCLUDE)
  void sessionsOfApplicationsWithCookiesOfTheirOwnStayOnTheirNodes(FrontEnd product)
      throws Exception {
    try (NamedNode one = NamedNode.at(folder.resolve("s1"), "one");
        NamedNode two = NamedNode.onPort("two");
        RunningFrontEnd front =
            before(
                product,
                one,
                two,
                "--app",
                "/a:" + webapp("a", ""),
                "--app",
                "/b:" + webapp("b", "<cookie-config><name>OWN-ID</name></cookie-config>"))) {
      for (int i = 0; i < 4; i++) {
        assertEquals("one GET /a/", front.get("/a/", "Cookie: JSESSIONID=xyz.n1").body());
        assertEquals("two GET /b/", front.get("/b/", "Cookie: a=b; OWN-ID=xyz.n2").body());
        assertEquals("one GET /b/", front.get("/b/", "Cookie: OWN-ID=xyz.n1; c=d").body());
      }
    }
  }

  private Path webapp(String name, String sessions) throws IOException {
    Path webInf = Files.createDirectories(folder.resolve(name).resolve("WEB-INF"));
    Files.writeString(
        webInf.resolve("web.xml"),
        "<web-app><session-config>%s</session-config></web-app>".formatted(sessions));
    return webInf.getParent();
  }

  @ParameterizedTest
  @EnumSource(names = "LIGHTTPD", mode = Mode.EXCLUDE)
  void anotherNodeStandsInForOneThatIsGone(FrontEnd product) throws Exception {
    NamedNode two = NamedNode.at(folder.resolve("s2"), "two");
    try (NamedNode one = NamedNode.at(folder.resolve("s1"), "one");
        RunningFrontEnd front = before(product, one, two)) {
      assertEquals("two GET /", front.get("/", "Cookie: JSESSIONID=xyz.n2").body());
      two.close();
      for (int i = 0; i < 4; i++) {
        assertEquals("one GET /", front.get("/", "Cookie: JSESSIONID=xyz.n2").body());
      }
      assertEquals(
          "one POST /", front.send("POST", "/", "Cookie: JSESSIONID=xyz.n2", "a=b").body());
    } finally {
      two.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"APACHE", "HAPROXY", "CADDY"})
  void aBrowserStaysOnItsNodeByACookieOfTheFrontEnd(FrontEnd product) throws Exception {
    try (NamedNode one = NamedNode.at(folder.resolve("s1"), "one");
        NamedNode two = NamedNode.at(folder.resolve("s2"), "two");
        RunningFrontEnd front =
            RunningFrontEnd.start(
                product, folder, "--node", one.address(), "--node", two.address())) {
      Set<String> used = new HashSet<>();
      for (int i = 0; i < 40 && used.size() < 2; i++) {
        Answer first = front.get("/", "");
        Matcher cookie = COOKIE.matcher(first.head());
        assertTrue(cookie.find(), first.head());
        used.add(first.body());
        for (int j = 0; j < 3; j++) {
          assertEquals(first.body(), front.get("/", "Cookie: " + cookie.group(1)).body());
        }
      }
      assertEquals(Set.of("one GET /", "two GET /"), used);
    }
  }
}
