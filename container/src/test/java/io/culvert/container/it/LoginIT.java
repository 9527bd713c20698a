package io.culvert.container.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Users log in through nginx: those of a file, kept by {@code culvert user}, and dan of a database.
 */
@Timeout(120)
class LoginIT {
  @TempDir private static Path folder;

  private static Culvert culvert;
  private static Spawned nginx;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    FrontEnd.NGINX.assumeInstalled();
    Program.assumeInstalled("curl");
    user("s3cr3t\n", "add", "ann", "--role", "member", "--role", "admin", "--digest", "Members");
    Databases databases = Databases.make(folder.resolve("databases"));
    databases.addUser("dan", anns("password"), "member");
    Map<String, String> environment = new HashMap<>(databases.environment());
    environment.put("CULVERT_USERS_FILE", users());
    port = Ports.free();
    culvert =
        Culvert.onUnixSocket(
            Dist.find(),
            folder,
            environment,
            "/:" + war("FORM"),
            "/basic:" + war("BASIC"),
            "/digest:" + war("DIGEST"),
            "/shop:"
                + ServletWar.write(
                    folder.resolve("shop.war"), OrdersServlet.class, Databases.driver()));
    nginx = FrontEnd.NGINX.start(Dist.find(), folder, port, culvert.options());
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (culvert != null) {
      culvert.close();
    }
  }

  private static String users() {
    return folder.resolve("users.toml").toString();
  }

  private static void user(String input, String... arguments) throws Exception {
    Path in = Files.writeString(folder.resolve("password"), input);
    List<String> line = new ArrayList<>(List.of(Dist.find().command(), "user"));
    line.addAll(List.of(arguments));
    Ran ran = Ran.of(folder, Map.of("CULVERT_USERS_FILE", users()), in, line);
    assertEquals(0, ran.status(), ran.err());
    assertFalse(Files.readString(folder.resolve("users.toml")).contains("s3cr3t"));
  }

  /** What the file of the users says of ann. */
  private static String anns(String key) throws IOException {
    return Files.readString(folder.resolve("users.toml"))
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceAll(".*= *\"(.*)\"", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static String descriptor(String method) {
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
        <servlet><servlet-name>m</servlet-name>
        <servlet-class>io.culvert.container.it.MemberServlet</servlet-class></servlet>
        <servlet-mapping><servlet-name>m</servlet-name><url-pattern>/open/*</url-pattern>
        <url-pattern>/members/*</url-pattern></servlet-mapping>
        <security-constraint><web-resource-collection><web-resource-name>m</web-resource-name>
        <url-pattern>/members/*</url-pattern></web-resource-collection>
        <auth-constraint><role-name>member</role-name></auth-constraint></security-constraint>
        <login-config><auth-method>%s</auth-method><realm-name>Members</realm-name>
        <form-login-config><form-login-page>/login.html</form-login-page>
        <form-error-page>/wrong.html</form-error-page></form-login-config></login-config>
        <security-role><role-name>member</role-name></security-role>
        <security-role><role-name>admin</role-name></security-role>
        </web-app>
        """
        .formatted(method);
  }

  private static Path war(String method) throws IOException {
    Path war = folder.resolve(method + ".war");
    String servlet = MemberServlet.class.getName().replace('.', '/') + ".class";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war));
        var bytes = MemberServlet.class.getClassLoader().getResourceAsStream(servlet)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + servlet));
      bytes.transferTo(zip);
      for (List<String> file :
          List.of(
              List.of("WEB-INF/web.xml", descriptor(method)),
              List.of("login.html", "login page"),
              List.of("wrong.html", "wrong login"))) {
        zip.putNextEntry(new ZipEntry(file.get(0)));
        zip.write(file.get(1).getBytes(UTF_8));
      }
    }
    return war;
  }

  @Test
  void aFormSentBeforeTheLoginArrivesAfterIt() throws Exception {
    try (Visitor ann = Visitor.regular(port)) {
      assertEquals("login page", ann.post("/members/a?y=1", Visitor.FORM, "x=7").body());
      assertEquals(
          "wrong login", ann.post("/j_security_check", Visitor.FORM, form("ann", "guess")).body());
      HttpResponse<String> login =
          ann.post("/members/j_security_check", Visitor.FORM, form("ann", "s3cr3t"));
      assertEquals(302, login.statusCode(), culvert.process()::output);
      String location = login.headers().firstValue("Location").orElse("");
      assertEquals("http://127.0.0.1:" + port + "/members/a?y=1", location);
      assertEquals("POST ann FORM true 7", ann.get("/members/a?y=1").body());
      assertEquals("GET ann FORM true null", ann.get("/members/a").body());
      try (Visitor other = Visitor.regular(port)) {
        assertEquals("login page", other.get("/members/a").body());
      }
    }
  }

  @Test
  void whoIsAddedGetsInAndWhoIsRemovedGetsOutOfARunningServer() throws Exception {
    try (Visitor ann = Visitor.regular(port);
        Visitor bob = Visitor.regular(port)) {
      logIn(ann, "ann");
      whenNoticed(ann, "add", "bob", "--role", "member");
      logIn(bob, "bob");
      assertEquals("GET bob FORM false null", bob.get("/members/a").body());
      whenNoticed(ann, "remove", "bob");
      assertEquals("login page", bob.get("/members/a").body());
    }
  }

  private static String form(String name, String password) {
    return "j_username=%s&j_password=%s".formatted(name, password);
  }

  private static void logIn(Visitor visitor, String name) throws Exception {
    assertEquals("login page", visitor.get("/members/a").body());
    HttpResponse<String> login =
        visitor.post("/j_security_check", Visitor.FORM, form(name, "s3cr3t"));
    assertEquals(302, login.statusCode(), culvert.process()::output);
  }

  /** Changes a user, and waits until the server, which ann keeps asking, has seen it. */
  private static void whenNoticed(Visitor ann, String... arguments) throws Exception {
    long before = changes();
    user("s3cr3t\n", arguments);
    culvert.process().awaitUntil(() -> ann.status("/members/a") == 200 && changes() > before);
  }

  private static long changes() {
    return culvert.process().output().lines().filter(line -> line.contains("have changed")).count();
  }

  @Test
  void userOfTheDatabaseLogsInByForm() throws Exception {
    try (Visitor dan = Visitor.regular(port)) {
      assertEquals("login page", dan.get("/members/a").body());
      assertEquals(
          "wrong login", dan.post("/j_security_check", Visitor.FORM, form("dan", "guess")).body());
      logIn(dan, "dan");
      assertEquals("GET dan FORM false null", dan.get("/members/a").body());
    }
  }

  @Test
  void userOfTheDatabaseLogsInByBasic() throws Exception {
    try (Visitor visitor = Visitor.stranger(port)) {
      String path = "/basic/members/a";
      assertEquals(
          "Basic realm=\"Members\"",
          visitor.get(path).headers().firstValue("WWW-Authenticate").orElse(""));
      assertEquals("GET dan BASIC false null", visitor.get(path, basic("dan", "s3cr3t")).body());
      assertEquals(401, visitor.get(path, basic("dan", "guess")).statusCode());
      assertEquals(401, visitor.get(path, basic("' OR 1=1 --", "s3cr3t")).statusCode());
      assertEquals("GET ann BASIC true null", visitor.get(path, basic("ann", "s3cr3t")).body());
    }
  }

  private static String[] basic(String name, String password) {
    String both = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    return new String[] {"Authorization", "Basic " + both};
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/orders?java:comp/env/jdbc/shop, cup,   '[cup, lamp]'",
    "/shop/orders?java:app/own,            chair, [chair]"
  })
  void anApplicationKeepsItsOrdersInTheDatabase(String path, String article, String all)
      throws Exception {
    try (Visitor visitor = Visitor.stranger(port)) {
      assertEquals("1", visitor.post(path, Visitor.FORM, "article=" + article).body());
      assertEquals(all, visitor.get(path).body());
    }
  }

  @Test
  void anApplicationHasTheServersDatabaseInjectedButNotThatOfTheUsers() throws Exception {
    try (Visitor visitor = Visitor.stranger(port)) {
      assertTrue(visitor.get("/shop/orders").body().contains("lamp"));
      for (String name : List.of("java:comp/env/people", "java:global/people")) {
        assertEquals(500, visitor.get("/shop/orders?" + name).statusCode());
      }
    }
  }

  @Test
  void curlLogsInByDigest() throws Exception {
    String url = "http://127.0.0.1:" + port + "/digest/members/a?x=1";
    List<String> line =
        List.of(Program.path("curl"), "-sS", "--digest", "-u", "ann:s3cr3t", url, url);
    assertEquals("GET ann DIGEST true 1".repeat(2), Ran.of(folder, Map.of(), line).out());
    List<String> wrong =
        List.of(
            Program.path("curl"),
            "-sS",
            "-o",
            "out",
            "-w",
            "%{http_code}",
            "--digest",
            "-u",
            "ann:guess",
            url);
    assertEquals("401", Ran.of(folder, Map.of(), wrong).out());
  }

  @Test
  void nobodyTalksHisWayAroundAConstraint() throws Exception {
    try (Visitor eve = Visitor.stranger(port)) {
      for (String path :
          List.of(
              "/members/a",
              "/open/../members/a",
              "//members/a",
              "/open/%2e%2e/members/a",
              "/members;x/a",
              "/%6dembers/a",
              "/members%2fa")) {
        HttpResponse<String> answer =
            eve.get(path, "Remote-User", "ann", "X-Remote-User", "ann", "Auth-Type", "Basic");
        assertFalse(answer.body().startsWith("GET"), path + ": " + answer.body());
      }
      assertTrue(eve.get("/open/a").body().startsWith("GET null"));
    }
  }
}
