package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.Secret;
import io.culvert.container.datasource.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTablesTest {
  @TempDir Path home;

  private ConfigResult load(String toml) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("culvert.toml"), toml);
    return new ConfigLoader(home, home, Map.of()).load(Source.NONE, Source.NONE);
  }

  @Test
  void everythingThatCanBeSaidIsRead() throws IOException {
    ConfigResult result =
        load(
            """
            [datasource."jdbc/shop"]
            url = "jdbc:h2:mem:shop"
            driver = "org.h2.Driver"
            user = "sa"
            password-file = "secret"
            max-size = 3
            min-idle = 1
            wait = "500ms"
            idle = "1m"
            max-lifetime = "5m"
            validation = "1s"
            validation-query = "select 1"
            leak = "30s"
            read-only = true
            eager = true
            properties.IFEXISTS = true
            [datasource.plain]
            url = "jdbc:x:y"
            """);
    DataSourceConfig full =
        new DataSourceConfig(
            "jdbc/shop",
            "jdbc:h2:mem:shop",
            "org.h2.Driver",
            "sa",
            new Secret.InFile(home.resolve("conf/secret")),
            Map.of("IFEXISTS", "true"),
            new Session(true, Optional.empty(), Optional.of("select 1")),
            new PoolLimits(
                3,
                1,
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30)),
            true);
    DataSourceConfig plain =
        new DataSourceConfig(
            "plain",
            "jdbc:x:y",
            "",
            "",
            Secret.NONE,
            Map.of(),
            Session.DEFAULT,
            PoolLimits.DEFAULT,
            false);
    ConfigResult.Ok ok = assertInstanceOf(ConfigResult.Ok.class, result);
    assertEquals(List.of(full, plain), ok.config().databases().sources());
    assertEquals(home.resolve("drivers"), ok.config().databases().drivers());
  }

  @Test
  void passwordsAreNotPrinted() throws IOException {
    ConfigResult result =
        load(
            """
            [datasource.shop]
            url = "jdbc:mysql://localhost/?password=inTheUrl"
            password = "inTheFile"
            properties.trustStorePassword = "inAProperty"
            """);
    assertFalse(result.toString().contains("inThe"), result.toString());
    assertFalse(result.toString().contains("inA"), result.toString());
  }

  @Test
  void everyProblemHasItsLine() throws IOException {
    ConfigResult result =
        load(
            """
            datasource.shop.url = "jdbc:x:y"
            datasource.shop.max-sise = 3
            datasource.shop.min-idle = "some"
            datasource.shop.wait = "1ms"
            datasource.stock.user = "x"
            datasource.both.url = "jdbc:x:y"
            datasource.both.password = "x"
            datasource.both.password-env = "X"
            datasource.empty = 1
            """);
    String file = home.resolve("conf/culvert.toml").toString();
    List<String> problems =
        assertInstanceOf(ConfigResult.Bad.class, result).problems().stream()
            .map(ConfigProblem::toString)
            .sorted()
            .toList();
    assertEquals(
        List.of(
            file
                + ": datasource.both: has more than one of password, password-file and password-env",
            file + ": datasource.stock: needs a url",
            file + ":2: datasource.shop.max-sise: no such key 'max-sise'; did you mean 'max-size'?",
            file + ":3: datasource.shop.min-idle: 'some' is no whole number",
            file + ":4: datasource.shop.wait: '1ms' must be at least 250ms",
            file + ":9: datasource.empty: is no table; write [datasource.NAME]"),
        problems);
  }

  @Test
  void usersMayBeKeptBehindADataSourceThatIsThere() throws IOException {
    String sources = "[datasource.people]\nurl = \"jdbc:x:y\"\n";
    ConfigResult.Ok ok =
        assertInstanceOf(
            ConfigResult.Ok.class, load("[users]\ndatasource = \"people\"\n" + sources));
    assertEquals(
        Optional.of(new LoginSettings.Connections.Pooled("people")),
        ok.config().logins().database().map(LoginSettings.Database::connections));

    assertProblem("'poeple' is no data source", "[users]\ndatasource = \"poeple\"\n" + sources);
    assertProblem(
        "cannot be used together with users.jdbc-url",
        "[users]\ndatasource = \"people\"\njdbc-url = \"jdbc:x:z\"\n" + sources);
  }

  private void assertProblem(String expected, String toml) throws IOException {
    ConfigResult.Bad bad = assertInstanceOf(ConfigResult.Bad.class, load(toml));
    String problems = bad.problems().toString();
    assertTrue(problems.contains(expected), problems);
  }
}
