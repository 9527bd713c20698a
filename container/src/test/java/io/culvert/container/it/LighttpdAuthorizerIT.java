package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A servlet decides what a real lighttpd lets through: files of its own, and another server. The
 * configuration is that of the documentation.
 */
@Timeout(120)
class LighttpdAuthorizerIT {
  private static final String SECRET = "the secret";

  @TempDir private static Path folder;

  private static Culvert culvert;
  private static EnvironmentEcho next;
  private static Spawned lighttpd;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws IOException {
    FrontEnd.LIGHTTPD.assumeInstalled();
    Path files = Files.createDirectories(folder.resolve("files/secret"));
    for (String name : new String[] {"file", "broken", "half"}) {
      Files.writeString(files.resolve(name), SECRET);
    }
    Path war = ServletWar.write(folder.resolve("guard.war"), GuardServlet.class);
    culvert =
        Culvert.onUnixSocket(
            Dist.find(), folder, Map.of("CULVERT_ROLES_AUTHORIZER", "/auth/check"), "/:" + war);
    next = EnvironmentEcho.on(folder.resolve("next"));
    int port = Ports.free();
    lighttpd = FrontEnd.LIGHTTPD.startWith(folder.resolve("lighttpd"), port, configuration(port));
    visitor = Visitor.stranger(port);
  }

  private static String configuration(int port) {
    return """
        server.document-root = "%1$s/files"
        server.bind = "127.0.0.1"
        server.port = %2$d
        server.errorlog = "%1$s/lighttpd.log"
        """
            .formatted(folder, port)
        + DocPage.block("docs/front-ends/roles.md", "lighttpd")
            .replace("/run/culvert/culvert.sock", folder.resolve("s").toString())
            .replace("/run/app/app.sock", folder.resolve("next").toString())
            .replace("/srv/files", folder.resolve("files").toString());
  }

  @AfterAll
  static void stop() {
    if (visitor != null) {
      visitor.close();
    }
    if (lighttpd != null) {
      lighttpd.close();
    }
    if (next != null) {
      next.close();
    }
    if (culvert != null) {
      culvert.close();
    }
  }

  private static HttpResponse<String> getAs(String credentials, String path) throws Exception {
    return visitor.get(path, "Authorization", credentials);
  }

  @Test
  void whoIsKnownGetsTheFile() throws Exception {
    HttpResponse<String> response = getAs(GuardServlet.ANN, "/secret/file");
    assertEquals(200, response.statusCode());
    assertEquals(SECRET, response.body());
  }

  @Test
  void whoSaysNothingIsAskedWhoHeIs() throws Exception {
    HttpResponse<String> response = visitor.get("/secret/file");
    assertEquals(401, response.statusCode());
    assertEquals("who are you?", response.body());
    assertEquals(
        "Basic realm=\"guard\"", response.headers().firstValue("WWW-Authenticate").orElse(""));
  }

  @Test
  void whoIsUnknownGetsTheServletsPage() throws Exception {
    HttpResponse<String> response = getAs(GuardServlet.basic("bob:secret"), "/secret/file");
    assertEquals(403, response.statusCode());
    assertEquals("not you", response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/secret/broken", "/secret/half", "/app/broken", "/app/half"})
  void aServletThatFailsLetsNobodyThrough(String path) throws Exception {
    HttpResponse<String> response = getAs(GuardServlet.ANN, path);
    assertEquals(500, response.statusCode());
    assertFalse(response.body().contains(SECRET), response.body());
    assertFalse(response.body().contains("ann"), response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void theServerBehindLearnsWhatTheServletFound(String method) throws Exception {
    HttpResponse<String> response =
        visitor.send(
            visitor
                .request("/app/x?y=z")
                .header("Authorization", GuardServlet.ANN)
                .method(method, BodyPublishers.ofString("a body")));
    assertEquals(200, response.statusCode(), lighttpd::output);
    assertEquals("ann, " + method + " /app/x", response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "OPTIONS", "HEAD"})
  void noMethodGetsPastTheServlet(String method) throws Exception {
    HttpResponse<String> response =
        visitor.send(visitor.request("/app/x").method(method, BodyPublishers.noBody()));
    assertEquals(401, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/secret/%2e%2e/secret/file", "/secret/;x/file", "/x/../secret/file"})
  void noSpellingOfThePathGetsPastTheServlet(String path) throws Exception {
    String response = RawHttp.get(visitor.base().getPort(), path);
    assertFalse(response.contains(SECRET), response);
    assertTrue(response.startsWith("HTTP/1.1 4"), response);
  }
}
