package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ListenAddress;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;
import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
  @TempDir Path home;
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, List<String>> options = new HashMap<>();
  private Path file = Path.of("");

  @BeforeEach
  void namesTheFile() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    file = home.resolve("conf/culvert.toml");
  }

  @Test
  void withoutAnyWordTheDefaultsHold() {
    ServerConfig config = ok();

    assertEquals(List.of("127.0.0.1:9000"), listen(config));
    assertEquals(List.of(), config.http());
    assertEquals(List.of(home.resolve("webapps")), config.applications().webapps());
    assertEquals(home.resolve("work"), config.applications().work());
    assertEquals(home.resolve("work/cache"), config.applications().cache().folder());
    assertEquals(Duration.ofDays(30), config.applications().cache().keep());
    assertEquals(1L << 30, config.requests().maxBody());
    assertEquals(Duration.ofSeconds(8), config.shutdown());
  }

  @Test
  void theFileSaysEverything() throws IOException {
    Files.writeString(
        file,
        """
        listen = ["127.0.0.1:9001", "127.0.0.1:9002"]
        http = "[::1]:8080"
        applications = ["/shop:shop.war"]
        webapps = []

        [limits]
        request-body = "10MiB"
        running = 77

        [timeouts]
        idle = "5m"

        [trust]
        remote-user = true
        web-servers = ["10.0.0.1", "::1"]
        """);

    ServerConfig config = ok();

    assertEquals(List.of("127.0.0.1:9001", "127.0.0.1:9002"), listen(config));
    assertEquals(8080, config.http().getFirst().getPort());
    assertEquals(InetAddress.ofLiteral("::1"), config.http().getFirst().getAddress());
    assertEquals(
        List.of(new DeploymentSpec("", "/shop", home.resolve("conf/shop.war"))),
        config.applications().named());
    assertEquals(List.of(), config.applications().webapps());
    assertEquals(10L << 20, config.requests().maxBody());
    assertEquals(77, config.connector().limits().running());
    assertEquals(Duration.ofMinutes(5), config.connector().timeouts().idle());
    assertTrue(config.takesRemoteUsers());
    assertEquals(2, config.connector().peers().allowed().size());
  }

  @Test
  void commandLineBeatsEnvironmentBeatsFileBeatsDefault() throws IOException {
    Files.writeString(
        file, "[limits]\nrunning = 1\nconnections = 1\nrequests-per-connection = 1\n");
    environment.put("CULVERT_LIMITS_RUNNING", "2");
    environment.put("CULVERT_LIMITS_CONNECTIONS", "2");
    options.put("--limits-running", List.of("3"));

    Limits limits = ok().connector().limits();

    assertEquals(3, limits.running());
    assertEquals(2, limits.connections());
    assertEquals(1, limits.requestsPerConnection());
    assertEquals(256 << 10, limits.parameters().totalBytes());
  }

  @Test
  void aVariableThatOnlyTheLauncherReadsIsNoMistake() {
    environment.put("CULVERT_AOT_CACHE", "off");

    assertEquals(Limits.DEFAULT, ok().connector().limits());
  }

  @Test
  void theEnvironmentSeparatesByCommas() {
    environment.put("CULVERT_LISTEN", "127.0.0.1:1, 127.0.0.1:2");
    environment.put("CULVERT_APPLICATIONS", "/:root.war,shop.example:/shop:/srv/shop.war");
    environment.put("CULVERT_WEBAPPS", "");

    ServerConfig config = ok();

    assertEquals(List.of("127.0.0.1:1", "127.0.0.1:2"), listen(config));
    assertEquals(
        List.of(
            new DeploymentSpec("", "", folder.resolve("root.war")),
            new DeploymentSpec("shop.example", "/shop", Path.of("/srv/shop.war"))),
        config.applications().named());
    assertEquals(List.of(), config.applications().webapps());
  }

  @Test
  void anAddressMayHaveATrustOfItsOwn() {
    environment.put("CULVERT_TRUST_TLS", "true");
    environment.put(
        "CULVERT_LISTEN",
        "127.0.0.1:1,127.0.0.1:2?trust=none,unix:s?mode=0600&trust=remote-user+tls&group=us,"
            + "fd:0?trust=remote-user");

    List<ListenAddress> addresses = ok().connector().addresses();

    assertEquals(
        List.of("127.0.0.1:1", "127.0.0.1:2", "unix:" + folder + "/s?mode=0600&group=us", "fd:0"),
        listen(ok()));
    assertEquals(
        List.of(
            new Trust(false, true), Trust.NOTHING, new Trust(true, true), new Trust(true, false)),
        addresses.stream().map(ListenAddress::trust).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:1?trust=",
        "127.0.0.1:1?trust=everything",
        "127.0.0.1:1?trust=tls+none",
        "127.0.0.1:1?trust=TLS",
        "127.0.0.1:1?trust=tls,remote-user",
        "127.0.0.1:1?trust=tls&trust=none",
        "127.0.0.1:1?trusted=tls",
        "127.0.0.1:1?trust=tls?trust=none",
        "127.0.0.1:1?",
        "fd:0?mode=0600&trust=tls"
      })
  void aTrustThatIsNotUnderstoodIsRefused(String address) {
    options.put("--listen", List.of(address));
    assertEquals(1, problems().size(), problems()::toString);
  }

  @Test
  void anAddressIsRefusedTwiceWhateverItTrusts() {
    options.put("--listen", List.of("127.0.0.1:1?trust=tls", "127.0.0.1:1"));
    assertEquals(1, problems().size(), problems()::toString);
  }

  @Test
  void anInheritedSocketBeatsOnlyTheDefault() {
    assertEquals(List.of("fd:0"), listen(ok(load(Source.inheritedSocket(folder)))));

    environment.put("CULVERT_LISTEN", "127.0.0.1:1");
    assertEquals(List.of("127.0.0.1:1"), listen(ok(load(Source.inheritedSocket(folder)))));
  }

  @Test
  void theFileIsNamedByOptionBeforeEnvironment() throws IOException {
    Path one = Files.writeString(folder.resolve("one.toml"), "listen = '127.0.0.1:1'");
    Path two = Files.writeString(folder.resolve("two.toml"), "listen = '127.0.0.1:2'");

    environment.put("CULVERT_CONFIG", "two.toml");
    assertEquals(List.of("127.0.0.1:2"), listen(ok()));
    options.put("--config", List.of(one.toString()));
    assertEquals(List.of("127.0.0.1:1"), listen(ok()));
    assertTrue(Files.exists(two));
  }

  @Test
  void aNamedFileThatIsMissingIsAProblem() {
    options.put("--config", List.of("none.toml"));

    assertEquals(
        List.of(folder.resolve("none.toml") + ": can't be read: there is no such file"),
        problems());
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlace() throws IOException {
    Files.writeString(
        file,
        """
        lisen = "127.0.0.1:1"
        listen = ["127.0.0.1:1", "127.0.0.1:99999"]
        http = 8080
        applications = ["/shop:a.war", # a comment
          "shop"]

        [limits]
        runing = 3
        running = "many"
        request-body = "10MB"
        parameters = "1KiB"

        [timeout]
        idle = "5m"
        """);
    environment.put("CULVERT_TIMEOUTS_IDLE", "soon");
    environment.put("CULVERT_LISTN", "x");
    environment.put("CULVERT_SERVICE_HOST", "nobody's business");
    options.put("--trust-remote-user", List.of("maybe"));

    assertEquals(
        List.of(
            "--trust-remote-user: 'maybe' is neither true nor false",
            file + ":10: limits.request-body: '10MB' is no size such as 512B, 64KiB, 10MiB or 1GiB",
            file + ":11: limits.parameters: '1KiB' must be from 4KiB to 64MiB",
            file + ":14: no such key 'timeout.idle'; did you mean 'timeouts.idle'?",
            file + ":1: no such key 'lisen'; did you mean 'listen'?",
            file
                + ":2: listen: '127.0.0.1:99999' is not an address to listen on: the port must be 0"
                + " to 65535",
            file + ":3: http: '8080' is not HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080",
            file
                + ":5: applications: application 'shop' is not [HOST[:PORT]:]/PATH:WAR, for example"
                + " /shop:/srv/shop.war",
            file + ":8: no such key 'limits.runing'; did you mean 'limits.running'?",
            file + ":9: limits.running: 'many' is no whole number",
            "CULVERT_LISTN: no such variable; did you mean CULVERT_LISTEN?",
            "CULVERT_TIMEOUTS_IDLE: 'soon' is no duration such as 500ms, 10s, 5m or 1h"),
        problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17179869184GiB", "17179869185GiB", "999999999999GiB"})
  void sizeThatOverflowsIsTooLargeAndNotSmallOrUnlimited(String size) {
    options.put("--limits-request-body", List.of(size));

    assertEquals(
        List.of("--limits-request-body: '%s' must be from 0B to 1048576GiB".formatted(size)),
        problems());
  }

  @Test
  void aSyntaxErrorNamesItsLine() throws IOException {
    Files.writeString(file, "listen = [\"127.0.0.1:1\"]\nhttp = = 3\n");

    List<String> problems = problems();

    assertTrue(problems.getFirst().startsWith(file + ":2: "), problems::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits = 3              | :1: 'limits' is a table",
        "[limts]                 | :1: no such table 'limts'",
        "work = ['a', 'b']       | :1: work: expected one value (DIR)",
        "work = 2020-01-01       | :1: work: expected one value (DIR)",
        "work = ''               | :1: work: '' is no file name",
        "webapps = [['a']]       | :1: webapps: expected a list of strings (DIR)",
        "config = 'other.toml'   | :1: no such key 'config'",
        "listen = []             | :1: listen: needs at least one address",
        "http = 'a:70000'        | :1: http: 'a:70000' port must be 0–65535",
        "http = '[1::2::3]:80' | :1: http: '[1::2::3]:80' names a host that can't be found",
        "trust.web-servers = 'x' | :1: trust.web-servers: 'x' is no IP address",
        "trust.web-servers = '1.2.3.4.5' | :1: trust.web-servers: '1.2.3.4.5' is no IP address",
      })
  void aValueOfTheWrongKindIsAProblem(String toml, String problem) throws IOException {
    Files.writeString(file, toml + "\n");

    assertEquals(List.of(file + problem), problems());
  }

  @Test
  void theSameAddressTwiceIsAProblem() {
    options.put("--listen", List.of("127.0.0.1:1", "127.0.0.1:1"));
    options.put("--app", List.of("/shop:a.war", "/shop/:b.war"));

    assertEquals(
        List.of("--app: '/shop' is given twice", "--listen: '127.0.0.1:1' is given twice"),
        problems());
  }

  @Test
  void theListOfWebServersOfTheSpecificationIsUnderstood() {
    environment.put("FCGI_WEB_SERVER_ADDRS", "199.170.183.28, 199.170.183.71");

    assertEquals(2, ok().connector().peers().allowed().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FCGI_WEB_SERVER_ADDRS", "CULVERT_TRUST_WEB_SERVERS"})
  void aListOfWebServersThatNamesNobodyDoesNotLetEverybodyIn(String variable) throws IOException {
    Files.writeString(file, "[trust]\nweb-servers = ['10.0.0.1']\n");
    environment.put(variable, " ");

    assertEquals(
        List.of(variable + ": names no address; unset it if every front end may connect"),
        problems());
  }

  @Test
  void aListThatASyntaxErrorCutsOffIsAProblemAndNotACrash() throws IOException {
    Files.writeString(file, "applications = [\n# x\n'/a:a.war', ' ]\nhttp = \"[::1]:8080\n");

    assertTrue(problems().getFirst().startsWith(file + ":"), problems().toString());
  }

  private ConfigResult load(Source fallback) {
    return new ConfigLoader(home, folder, environment)
        .load(Source.commandLine(options, folder), fallback);
  }

  private ServerConfig ok() {
    return ok(load(Source.NONE));
  }

  private static ServerConfig ok(ConfigResult result) {
    return assertInstanceOf(ConfigResult.Ok.class, result).config();
  }

  private List<String> problems() {
    var bad = assertInstanceOf(ConfigResult.Bad.class, load(Source.NONE));
    return bad.problems().stream().map(ConfigProblem::toString).sorted().toList();
  }

  private static List<String> listen(ServerConfig config) {
    return config.connector().endpoints().stream().map(Endpoint::toString).toList();
  }
}
