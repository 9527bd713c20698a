package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.frontend.FrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed, and that the front ends themselves accept it. */
final class FrontendCommandTest {
  @TempDir Path home;

  @Test
  void nginxKeepsConnectionsSendsEveryParameterAndHidesTheInnerParts() {
    String printed = print("nginx", "--listen", "unix:/run/culvert.sock");

    assertTrue(printed.contains("server \"unix:/run/culvert.sock\";"), printed);
    assertTrue(printed.contains("keepalive 32;"), printed);
    assertTrue(printed.contains("fastcgi_keep_conn on;"), printed);
    assertTrue(printed.contains("location ~* /(?:WEB-INF|META-INF)(?:/|$) {"), printed);
    assertTrue(printed.contains("client_max_body_size 1073741824;"), printed);
    assertTrue(printed.contains("listen 80 default_server;"), printed);
    for (String param : List.of("REQUEST_METHOD", "REQUEST_URI", "CONTENT_LENGTH", "HTTPS")) {
      assertTrue(printed.contains("fastcgi_param " + param + " "), param);
    }
  }

  @Test
  void theUploadLimitIsTheServersOwn() {
    assertTrue(
        print("nginx", "--limits-request-body", "3MiB").contains("client_max_body_size 3145728;"));
    assertTrue(
        print("lighttpd", "--limits-request-body", "3MiB")
            .contains("server.max-request-size = 3072\n"));
    assertTrue(
        print("lighttpd", "--limits-request-body", "0").contains("server.max-request-size = 0\n"));
    assertTrue(print("nginx", "--limits-request-body", "0").contains("client_max_body_size 0;"));
  }

  @Test
  void aServerThatListensEverywhereIsConnectedToOnLoopback() {
    assertTrue(print("nginx", "--listen", "0.0.0.0:9000").contains("server 127.0.0.1:9000;"));
    assertTrue(
        print("lighttpd", "--listen", "[::]:9000")
            .contains("\"host\" => \"::1\", \"port\" => 9000"));
  }

  @Test
  void eachVirtualHostIsASiteOfNginx() {
    String printed =
        print(
            "nginx",
            "--app",
            "shop.example:/:a.war",
            "--app",
            "shop.example:8443:/admin:b.war",
            "--app",
            "/:c.war");

    assertEquals(2, printed.split("\nserver \\{", -1).length - 1, printed);
    assertTrue(printed.contains("server_name _;"), printed);
    assertTrue(printed.contains("server_name shop.example;"), printed);
    assertTrue(printed.contains("    listen 8443;\n"), printed);
  }

  @Test
  void sessionsAreLedToTheirNode() {
    String[] nodes = {"--node", "n1=127.0.0.1:9001", "--node", "n2=unix:/run/n2.sock"};

    String nginx = print("nginx", nodes);
    assertTrue(nginx.contains("map $cookie_JSESSIONID $culvert_node {"), nginx);
    assertTrue(nginx.contains("\"~\\.n1$\" culvert_n1;"), nginx);
    assertTrue(nginx.contains("server \"unix:/run/n2.sock\" backup;"), nginx);
    assertTrue(nginx.contains("fastcgi_pass $culvert_node;"), nginx);
    String lighttpd = print("lighttpd", nodes);
    assertTrue(
        lighttpd.contains("$HTTP[\"cookie\"] =~ \"(?:^|;\\s*)JSESSIONID=[^;]*\\.n2(?:;|$)\" {"),
        lighttpd);
  }

  @Test
  void sessionsAreFoundByTheNamesThatApplicationsGiveToTheirCookies() throws IOException {
    Path named =
        exploded(
            "named",
            "<web-app><session-config><cookie-config><name>SHOP-ID</name></cookie-config>"
                + "</session-config></web-app>");
    Path plain = exploded("plain", "<web-app/>");
    List<String> line = new ArrayList<>(List.of("--app", "/named:" + named));
    line.addAll(List.of("--node", "n1=127.0.0.1:9001", "--node", "n2=127.0.0.1:9002"));
    String[] one = line.toArray(String[]::new);
    assertTrue(
        print("nginx", one).contains("\"~(?:^|;\\s*)SHOP-ID=[^;]*\\.n1(?:;|$)\" culvert_n1;"));
    assertTrue(print("apache", one).contains("stickysession=SHOP-ID|shop-id\n"));

    line.addAll(List.of("--app", "/plain:" + plain));
    String[] two = line.toArray(String[]::new);
    String both = "(?:^|;\\s*)(?:JSESSIONID|SHOP-ID)=[^;]*\\.n2(?:;|$)";
    assertTrue(print("nginx", two).contains("map $http_cookie $culvert_node {"));
    for (String product : List.of("nginx", "lighttpd", "caddy")) {
      assertTrue(print(product, two).contains(both), product);
    }
    assertTrue(
        print("haproxy", two)
            .contains("n2 if { req.cook(JSESSIONID) -m end .n2 } or { req.cook(SHOP-ID) -m end"));
    assertTrue(print("apache", two).contains("stickysession=JSESSIONID|jsessionid\n"));
    assertTrue(print("apache", two).contains("themselves: SHOP-ID\n"));
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void cookiesThatFrontEndsCannotBeToldOfAreNamedInAComment(FrontEnd product) throws IOException {
    Path odd =
        exploded(
            "odd",
            "<web-app><session-config><cookie-config><name>shop.id\\</name></cookie-config>"
                + "</session-config></web-app>");
    String[] line = {"--app", "/odd:" + odd, "--node", "n1=h:9001", "--node", "n2=h:9002"};
    String comment =
        "# sessions of /odd are found by the nodes themselves: this cannot be told of a cookie called shop.id?";
    String printed = print(product.name().toLowerCase(Locale.ROOT), line);
    assertEquals(1, printed.lines().filter(each -> each.strip().equals(comment)).count(), printed);
    assertTrue(printed.contains("JSESSIONID"), "others are found as ever");
  }

  @Test
  void aHostHasAllItsNamesInItsSite() throws IOException {
    Path shop = exploded("shop", "<web-app/>");
    String[] line = {
      "--app",
      "shop.example:/:" + shop,
      "--app",
      "own.example:/:" + shop,
      "--hosts-aliases",
      "www.shop.example=shop.example",
      "--hosts-aliases",
      "own.example=shop.example"
    };
    assertTrue(print("nginx", line).contains("server_name shop.example www.shop.example;"));
    assertTrue(print("apache", line).contains("ServerAlias www.shop.example\n"));
    assertFalse(print("apache", line).contains("ServerAlias own"), "it is a host of its own");
    assertTrue(
        print("caddy", line).contains("http://shop.example:80, http://www.shop.example:80 {"));
    assertTrue(print("lighttpd", line).contains("(?:shop\\.example|www\\.shop\\.example)"));
  }

  @Test
  void filesOfHostsThatNobodyHasAreTheServersWhereAHostStandsInForThem() throws IOException {
    Path other = exploded("other", "<web-app/>");
    String[] line = {"--app", "/:" + other, "--hosts-default", "shop.example"};
    for (FrontEnd product : FrontEnd.values()) {
      String name = product.name().toLowerCase(Locale.ROOT);
      assertFalse(print(name, line).contains(other.toString()), name);
    }
  }

  @Test
  void filesOfAnExplodedWarAreServedUnlessTheApplicationProtectsSome() throws IOException {
    Path open = exploded("open", "<web-app/>");
    Path guarded = exploded("guarded", "<web-app><security-constraint/></web-app>");
    String[] apps = {"--app", "/open:" + open, "--app", "/guarded:" + guarded};

    assertTrue(print("nginx", apps).contains("root \"" + open + "\";"));
    assertFalse(print("nginx", apps).contains(guarded.toString()));
    assertTrue(print("lighttpd", apps).contains("alias.url = ( \"/open/\" => \"" + open + "/\" )"));
    assertFalse(print("lighttpd", apps).contains(guarded.toString()));

    List<String> without = new ArrayList<>(List.of(apps));
    without.add("--no-static");
    assertFalse(print("nginx", without.toArray(String[]::new)).contains(open.toString()));
    assertFalse(print("lighttpd", without.toArray(String[]::new)).contains(open.toString()));
  }

  @Test
  void aFolderWhoseNameMeansSomethingToTheFrontEndIsLeftToTheApplication() throws IOException {
    Path odd = exploded("o$document_root", "<web-app/>");

    assertFalse(print("nginx", "--app", "/odd:" + odd).contains(odd.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iis",
        "apache --listen fd:0",
        "haproxy --node unix:/a${b}",
        "nginx --listen fd:0",
        "nginx --node nonsense",
        "nginx --node n1=127.0.0.1:1 --node n1=127.0.0.1:2",
        "nginx --node unix:/a\"b",
        "nginx --port 70000",
        "nginx --listen nonsense",
        "lighttpd --unprivileged /a\"b",
      })
  void whatCanNotBePrintedIsAUsageError(String line) {
    List<String> arguments = new ArrayList<>(List.of("frontend"));
    arguments.addAll(List.of(line.split(" ", -1)));
    Terminal terminal = Terminal.without(home);

    assertEquals(2, terminal.run(arguments.toArray(String[]::new)), terminal.err());
    assertEquals("", terminal.out());
    assertFalse(terminal.err().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void eachTakesWhatIsPrintedForAnOrdinaryUser(FrontEnd product) throws Exception {
    FrontEndProgram program = FrontEndProgram.of(product);
    Path file = home.resolve("printed.conf");
    for (String[] arguments : variants()) {
      List<String> line = new ArrayList<>(List.of(arguments));
      line.addAll(List.of("--unprivileged", home.toString()));
      Files.writeString(file, print(product.toString(), line.toArray(String[]::new)));

      String said = program.check(product, file);

      assertFalse(said.toLowerCase(Locale.ROOT).contains("warn"), said);
    }
  }

  @Test
  void nginxTakesWhatIsPrintedForTheSystem() throws Exception {
    Path file = home.resolve("printed.conf");
    Files.writeString(file, print("nginx", everything("--port", "18088")));
    Path main = home.resolve("nginx.conf");
    Files.writeString(
        main,
        "pid %1$s/pid; error_log %1$s/error.log; events {} http { access_log off; include %2$s; }"
            .formatted(home, file));

    String said = FrontEndProgram.of(FrontEnd.NGINX).check(FrontEnd.NGINX, main);

    assertFalse(said.contains("[warn]"), said);
  }

  @ParameterizedTest
  @EnumSource(names = {"HAPROXY", "CADDY"})
  void othersTakeWhatIsPrintedForTheSystem(FrontEnd product) throws Exception {
    Path file = home.resolve("printed.conf");
    Files.writeString(file, print(product.toString(), everything("--port", "18088")));

    String said = FrontEndProgram.of(product).check(product, file);

    assertFalse(said.toLowerCase(Locale.ROOT).contains("warn"), said);
  }

  @Test
  void apacheTakesWhatIsPrintedForTheSystem() throws Exception {
    Path file = home.resolve("printed.conf");
    String modules = print("apache", everything("--unprivileged", home.toString()));
    Files.writeString(file, print("apache", everything("--port", "18088")));
    Path main = home.resolve("apache2.conf");
    Files.writeString(
        main, modules.substring(0, modules.indexOf("<Proxy")) + "Include \"%s\"\n".formatted(file));

    String said = FrontEndProgram.of(FrontEnd.APACHE).check(FrontEnd.APACHE, main);

    assertTrue(said.contains("Syntax OK"), said);
  }

  /** One node and several, with routes and without, with files and a limit and without. */
  private List<String[]> variants() throws IOException {
    return List.of(
        everything(),
        new String[] {"--listen", "unix:" + home.resolve("a b.sock"), "--limits-request-body", "0"},
        new String[] {"--listen", "[::1]:9000"},
        new String[] {"--node", "localhost:9001", "--node", "unix:/run/n2.sock"});
  }

  private String[] everything(String... placement) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(placement));
    arguments.addAll(
        List.of(
            "--app",
            "/:" + exploded("root", "<web-app/>"),
            "--app",
            "/a.b/c+d:" + exploded("deep", "<web-app/>"),
            "--app",
            "/shop:shop.war",
            "--app",
            "shop.example:/:" + exploded("shop root", "<web-app/>"),
            "--app",
            "ports.example:8443:/:other.war",
            "--node",
            "n1=127.0.0.1:9001",
            "--node",
            "n-2=unix:/run/n2.sock"));
    return arguments.toArray(String[]::new);
  }

  private Path exploded(String name, String descriptor) throws IOException {
    Path folder = home.resolve(name);
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(folder.resolve("WEB-INF/web.xml"), descriptor);
    return folder;
  }

  private String print(String product, String... arguments) {
    List<String> line = new ArrayList<>(List.of("frontend", product));
    line.addAll(List.of(arguments));
    Terminal terminal = Terminal.without(home);
    assertEquals(0, terminal.run(line.toArray(String[]::new)), terminal::err);
    return terminal.out();
  }
}
