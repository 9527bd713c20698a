package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes behind each front end, which goes by the routes of session ids. */
@Timeout(180)
class NodesIT {
  private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: (JSESSIONID=[^;\r\n]+)");
  private static final List<String> ROUTES = List.of("n1", "n2", "n10");

  @TempDir private static Path folder;
  private static final Map<String, InnerServer> NODES = new LinkedHashMap<>();

  private final SessionIds ids = new RandomSessionIds(new SecureRandom());

  @BeforeAll
  static void start() throws Exception {
    open(folder);
    for (String route : ROUTES) {
      Path home = open(Files.createDirectories(folder.resolve(route)));
      Path war = new ReleaseWar(route).packed(home.resolve("app.war"));
      Map<String, String> environment =
          Map.of(
              "CULVERT_LISTEN",
              address(route) + "?mode=0666",
              "CULVERT_NODE_ROUTE",
              route,
              "CULVERT_SESSIONS_FOLDER",
              home.resolve("sessions").toString(),
              "CULVERT_APPLICATIONS",
              "/:" + war);
      NODES.put(route, InnerServer.start(home, environment));
    }
  }

  /** Front ends that will not be root are other users, who have to get in. */
  private static Path open(Path place) throws IOException {
    return Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String address(String route) {
    return "unix:" + folder.resolve(route).resolve("s");
  }

  @AfterAll
  static void stop() {
    NODES.values().forEach(InnerServer::close);
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aSessionIsLedToItsNodeAndNothingElseIsHarmed(FrontEnd product) throws Exception {
    product.assumeInstalled();
    int port = Ports.free();
    Path work = open(Files.createDirectories(folder.resolve(product.name())));
    try (Spawned _ = product.startWith(work, port, configuration(product, work, port))) {
      for (int i = 0; i < 10; i++) {
        for (String route : ROUTES) {
          assertEquals(
              route, body(get(port, "/", "JSESSIONID=%s.%s".formatted(ids.next().text(), route))));
        }
      }
      for (int i = 0; i < 6; i++) {
        aVisitorStays(port);
      }
      for (String garbage :
          List.of(
              "n1",
              ".",
              "..n1.",
              "%00.n1",
              "~.n4",
              "\"n1\"",
              "a.n1.n3",
              "\u00e4.n",
              "x".repeat(3000))) {
        String answer = get(port, "/", "JSESSIONID=" + garbage);
        assertEquals(200, RawHttp.status(answer), answer);
        assertTrue(ROUTES.contains(body(answer)), answer);
      }
    }
  }

  /** Whoever has no session reaches any node, and then always that one. */
  private static void aVisitorStays(int port) throws IOException {
    String first = get(port, "/in", "a=b");
    String node = body(first);
    Matcher cookie = COOKIE.matcher(first);
    assertTrue(cookie.find() && cookie.group(1).endsWith("." + node), first);
    for (int i = 0; i < 3; i++) {
      String next = get(port, "/in", "a=b; " + cookie.group(1) + "; c=d");
      assertEquals(node, body(next));
      assertTrue(!COOKIE.matcher(next).find(), "the session was not known: " + next);
    }
  }

  private static String get(int port, String path, String cookie) throws IOException {
    try (RawHttp http = RawHttp.connect(port)) {
      http.send(
          "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\nConnection: close\r\n\r\n"
              .formatted(path, cookie));
      return http.answer();
    }
  }

  private static String body(String answer) {
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    Matcher chunk = Pattern.compile("[0-9a-f]+\r\n(.*)\r\n0\r\n\r\n").matcher(body);
    return chunk.matches() ? chunk.group(1) : body;
  }

  private static String configuration(FrontEnd product, Path work, int port) {
    String nodes =
        String.join(",", ROUTES.stream().map(route -> route + "=" + address(route)).toList());
    return Printed.configuration(product, work, port, "--nodes", nodes);
  }
}
