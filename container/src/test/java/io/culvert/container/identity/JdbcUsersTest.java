package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcUsersTest {
  private static final String ANNS_DIGEST = "MD5:Members:5f4dcc3b5aa765d61d8327deb882cf99";

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private Instant now = Instant.EPOCH;
  private Connection keptOpen;

  @BeforeEach
  void fill() throws SQLException {
    keptOpen = connect();
    run(
        "CREATE TABLE users (name VARCHAR, password VARCHAR)",
        "CREATE TABLE user_roles (name VARCHAR, role VARCHAR)",
        "CREATE TABLE digests (name VARCHAR, digest VARCHAR)",
        "INSERT INTO users VALUES ('ann', 'plain:pw'), ('bob', NULL), ('eve', 'typo'),"
            + " ('twin', 'plain:a'), ('twin', 'plain:b'), ('CN=dan,O=Example', NULL)",
        "INSERT INTO user_roles VALUES ('ann', 'admin'), ('ann', 'editor '), ('ann', NULL)",
        "INSERT INTO digests VALUES ('ann', '" + ANNS_DIGEST + "'), ('ann', 'typo')");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = keptOpen.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    keptOpen.close();
  }

  private JdbcUsers users() {
    return new JdbcUsers(
        this::connect,
        new JdbcUsers.Queries(
            "SELECT password FROM users WHERE name = ?",
            "SELECT role FROM user_roles WHERE name = ?",
            Optional.of("SELECT digest FROM digests WHERE name = ?")),
        () -> now);
  }

  @Test
  void knowsPasswordsRolesAndDigests() {
    User ann = users().find("ann").orElseThrow();
    assertEquals(new Identity("ann", Set.of("admin", "editor")), ann.identity());
    assertTrue(ann.password().orElseThrow().matches("pw".toCharArray()));
    assertEquals(ANNS_DIGEST, ann.digests().getFirst().text());
    assertEquals(1, ann.digests().size());
    assertEquals(2, users().digests("any").size());
  }

  @Test
  void whoHasNoPasswordOrAWrongOneIsKnownButCannotLogInByIt() {
    assertEquals(Optional.empty(), users().find("bob").orElseThrow().password());
    assertEquals(Optional.empty(), users().find("eve").orElseThrow().password());
  }

  @Test
  void namesAreNoSql() {
    assertEquals(Optional.empty(), users().find("x' OR '1'='1"));
    assertEquals(Optional.empty(), users().find(""));
    assertEquals(Optional.empty(), users().find("ann".repeat(100)));
  }

  @Test
  void certificatesAreOfUsersWithTheSubjectAsTheirName() {
    assertEquals(
        "CN=dan,O=Example",
        users()
            .certified(new X500Principal("CN=dan, O=Example"))
            .map(user -> user.identity().name())
            .orElse(""));
  }

  @Test
  void whatTheDatabaseSaidIsBelievedForTenSeconds() throws SQLException {
    JdbcUsers users = users();
    assertTrue(users.find("ann").isPresent());
    run("DELETE FROM users WHERE name = 'ann'");
    now = now.plus(Duration.ofSeconds(10)).minusMillis(1);
    assertTrue(users.find("ann").isPresent());
    now = now.plusMillis(1);
    assertTrue(users.find("ann").isEmpty());
  }

  @Test
  void twoUsersOfOneNameAreNoUser() {
    assertThrows(UnavailableException.class, () -> users().find("twin"));
  }

  @Test
  void aDatabaseThatIsDownKnowsNobodyAndIsAskedAgain() throws SQLException {
    JdbcUsers users = users();
    assertTrue(users.find("ann").isPresent());
    run("ALTER TABLE users RENAME TO away");
    assertTrue(users.find("ann").isPresent(), "still believed");
    now = now.plus(Duration.ofSeconds(11));
    assertThrows(UnavailableException.class, () -> users.find("ann"));
    assertThrows(UnavailableException.class, () -> users.find("nobody"));
    run("ALTER TABLE away RENAME TO users");
    assertTrue(users.find("ann").isPresent());
  }
}
