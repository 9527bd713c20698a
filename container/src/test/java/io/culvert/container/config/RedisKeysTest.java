package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password for Redis, and who may know it. */
final class RedisKeysTest {
  @TempDir private Path home;

  private ConfigResult load() {
    Map<String, String> environment =
        Map.of(
            "CULVERT_SESSIONS_STORE", "redis", "CULVERT_SESSIONS_REDIS_PASSWORD_FILE", "password");
    return new ConfigLoader(home, home, environment).load(Source.NONE, Source.NONE);
  }

  private void write(String permissions, String content) throws IOException {
    Path file = home.resolve("password");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private String problem() {
    return assertInstanceOf(ConfigResult.Bad.class, load()).problems().getFirst().toString();
  }

  @Test
  void passwordIsTheFirstLineOfItsFileAndShownNowhere() throws IOException {
    write("rw-r-----", "secret\n");
    ServerConfig config = assertInstanceOf(ConfigResult.Ok.class, load()).config();
    assertEquals(Optional.of("secret"), config.sessions().redis().address().password());
    assertEquals("in Redis, redis://127.0.0.1:6379/0", config.sessions().place());
  }

  @Test
  void fileThatEverybodyMayReadIsRefused() throws IOException {
    write("rw-r--r--", "secret\n");
    String said = problem();
    assertTrue(said.contains("everybody on this machine may read it; run chmod o="), said);
  }

  @Test
  void fileWithoutAPasswordIsRefused() throws IOException {
    write("rw-------", "");
    assertTrue(problem().contains("has no first line"), this::problem);
    Files.delete(home.resolve("password"));
    assertTrue(problem().contains("has no first line"), this::problem);
  }
}
