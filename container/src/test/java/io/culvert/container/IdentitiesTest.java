package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.config.LoginSettings;
import io.culvert.container.config.LoginSettings.Connections;
import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.Drivers;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.PooledSource;
import io.culvert.container.datasource.Secret;
import io.culvert.container.datasource.Session;
import io.culvert.container.identity.JdbcUsers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications learn of where the users are. */
final class IdentitiesTest {
  @TempDir Path folder;

  private static DataSourceConfig source(String name) {
    return new DataSourceConfig(
        name,
        "jdbc:h2:mem:" + name,
        "",
        "sa",
        Secret.NONE,
        Map.of(),
        Session.DEFAULT,
        PoolLimits.DEFAULT,
        false);
  }

  private static LoginSettings settings(Connections users) {
    JdbcUsers.Queries queries = new JdbcUsers.Queries("select ?", "select ?", Optional.empty());
    LoginSettings.Database database = new LoginSettings.Database(users, queries);
    return new LoginSettings(Path.of("users.toml"), false, Optional.of(database), 443);
  }

  private static List<String> names(DataSources sources) {
    return sources.shared().stream().map(PooledSource::name).toList();
  }

  @Test
  void nothingThatIsPrintedShowsThePassword() {
    Connections byUrl = new Connections.ByUrl("jdbc:x?password=s3cr3t", "sa", "s3cr3t");
    assertFalse(settings(byUrl).toString().contains("s3cr3t"));
  }

  @Test
  void applicationsAreNotGivenTheDataSourceOfTheUsers() throws Exception {
    try (Drivers drivers = Drivers.in(folder);
        DataSources all =
            DataSources.of(
                Stream.of("shop", "users").map(IdentitiesTest::source).toList(), drivers)) {
      DataSources given =
          Identities.forApplications(settings(new Connections.Pooled("users")), all);
      assertEquals(List.of("shop"), names(given));
      assertTrue(given.find("java:global/users").isEmpty(), "by its name");
      assertEquals(List.of("shop", "users"), names(all));
      Connections byUrl = new Connections.ByUrl("jdbc:h2:mem:users", "sa", "");
      assertEquals(names(all), names(Identities.forApplications(settings(byUrl), all)));
    }
  }
}
