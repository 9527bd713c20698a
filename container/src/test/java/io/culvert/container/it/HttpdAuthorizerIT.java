package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A servlet checks passwords and rights for a real httpd with mod_authnz_fcgi. The configuration is
 * that of the documentation.
 */
@Timeout(120)
class HttpdAuthorizerIT {
  private static final String SECRET = "the secret";

  @TempDir private static Path folder;

  private static Culvert culvert;
  private static Spawned httpd;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws IOException {
    Program.assumeInstalled("apache2");
    // httpd reads files as a user of its own
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String place : List.of("users", "rights")) {
      Path files = Files.createDirectories(folder.resolve("files/" + place));
      for (String name : List.of("file", "broken", "half", "other")) {
        Files.writeString(files.resolve(name), SECRET);
      }
    }
    Path war = ServletWar.write(folder.resolve("guard.war"), GuardServlet.class);
    int fastcgi = Ports.free();
    culvert =
        Culvert.onPort(
            Dist.find(),
            folder,
            fastcgi,
            Map.of("CULVERT_ROLES_AUTHORIZER", "/auth/check"),
            "/:" + war);
    int port = Ports.free();
    Path config = Files.writeString(folder.resolve("httpd.conf"), configuration(port, fastcgi));
    httpd =
        Spawned.start(
                folder,
                "apache2",
                Map.of(),
                List.of(Program.path("apache2"), "-DFOREGROUND", "-f", config.toString()))
            .awaitUntil(() -> Ports.answers(port));
    visitor = Visitor.stranger(port);
  }

  private static String configuration(int port, int fastcgi) {
    return """
        ServerName localhost
        ServerRoot "%1$s"
        Listen 127.0.0.1:%2$d
        PidFile "%1$s/httpd.pid"
        ErrorLog "%1$s/httpd.log"
        User www-data
        Group www-data
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
        LoadModule auth_basic_module /usr/lib/apache2/modules/mod_auth_basic.so
        LoadModule authnz_fcgi_module /usr/lib/apache2/modules/mod_authnz_fcgi.so
        DocumentRoot "%1$s/files"
        """
            .formatted(folder, port)
        + DocPage.block("docs/front-ends/roles.md", "apache")
            .replace("127.0.0.1:9000", "127.0.0.1:" + fastcgi);
  }

  @AfterAll
  static void stop() {
    if (visitor != null) {
      visitor.close();
    }
    if (httpd != null) {
      httpd.close();
    }
    if (culvert != null) {
      culvert.close();
    }
  }

  private static HttpResponse<String> getAs(String pair, String path) throws Exception {
    return visitor.get(path, "Authorization", GuardServlet.basic(pair));
  }

  @ParameterizedTest
  @CsvSource({"/users/file", "/users/other", "/rights/file"})
  void whoIsKnownGetsTheFile(String path) throws Exception {
    HttpResponse<String> response = getAs("ann:secret", path);
    assertEquals(200, response.statusCode(), httpd::output);
    assertEquals(SECRET, response.body());
  }

  @ParameterizedTest
  @CsvSource({"/users/file", "/rights/file"})
  void whoIsUnknownIsAskedAgain(String path) throws Exception {
    assertEquals(401, visitor.get(path).statusCode());
    HttpResponse<String> response = getAs("ann:guess", path);
    assertEquals(401, response.statusCode());
    assertFalse(response.body().contains(SECRET), response.body());
  }

  @Test
  void whoMayNotIsAskedForSomebodyElsesPassword() throws Exception {
    HttpResponse<String> response = getAs("ann:secret", "/rights/other");
    assertEquals(401, response.statusCode());
    assertFalse(response.body().contains(SECRET), response.body());
  }

  @ParameterizedTest
  @CsvSource({"/users/broken", "/users/half", "/rights/broken", "/rights/half"})
  void aServletThatFailsLetsNobodyThrough(String path) throws Exception {
    HttpResponse<String> response = getAs("ann:secret", path);
    assertEquals(500, response.statusCode());
    assertFalse(response.body().contains(SECRET), response.body());
  }
}
