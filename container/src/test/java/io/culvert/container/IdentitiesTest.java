package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.JdbcUsers;
import io.culvert.container.identity.UnavailableException;
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
  void databaseWithoutDriverIsToldWithoutItsUrl() throws Exception {
    Connections byUrl = new Connections.ByUrl("jdbc:none:x?password=s3cr3t", "", "");
    try (Drivers drivers = Drivers.in(folder);
        DataSources none = DataSources.of(List.of(), drivers)) {
      IdentitySource users = Identities.of(settings(byUrl), none);
      Throwable said = assertThrows(UnavailableException.class, () -> users.find("ann")).getCause();
      assertEquals("No suitable driver found for users.jdbc-url", said.getMessage());
      assertNull(said.getCause());
    }
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
