package io.culvert.container.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.identity.FileUsers;
import io.culvert.container.identity.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
  @TempDir Path home;

  private Path file() {
    return home.resolve("conf/users.toml");
  }

  private Terminal terminal(String input) throws Exception {
    Files.createDirectories(home.resolve("conf"));
    return Terminal.without(home).withInput(input.getBytes(UTF_8));
  }

  private User ann() throws Exception {
    return FileUsers.open(file()).find("ann").orElseThrow();
  }

  @Test
  void addsAUserWhosePasswordIsReadAndNeverShown() throws Exception {
    Terminal terminal = terminal("s3cr3t\n");
    int code =
        terminal.run(
            "user",
            "add",
            "ann",
            "--role",
            "admin",
            "--role",
            "editor",
            "--digest",
            "Members",
            "--certificate",
            "CN=ann");
    assertEquals(ExitCode.SUCCESS, code, terminal::err);
    assertEquals(Set.of("admin", "editor"), ann().identity().roles());
    assertTrue(ann().password().orElseThrow().matches("s3cr3t".toCharArray()));
    assertEquals(2, ann().digests().size());
    assertFalse(terminal.out().contains("s3cr3t") || terminal.err().contains("s3cr3t"));
    assertFalse(Files.readString(file()).contains("s3cr3t"));
  }

  @Test
  void refusesToAddAUserTwiceOrWithoutAPasswordOrWithANameThatCannotLogIn() throws Exception {
    assertEquals(ExitCode.SUCCESS, terminal("").run("user", "add", "ann", "--no-password"));
    Terminal twice = terminal("pw\n");
    assertEquals(ExitCode.FAILURE, twice.run("user", "add", "ann"));
    assertTrue(twice.err().contains("'culvert user passwd'"), twice::err);
    assertEquals(ExitCode.FAILURE, terminal("\n").run("user", "add", "bob"));
    assertEquals(ExitCode.USAGE, terminal("pw\n").run("user", "add", "b:ob"));
    assertEquals(ExitCode.USAGE, terminal("pw\n").run("user"));
    assertEquals(Set.of(), ann().identity().roles());
  }

  @Test
  void changesAPasswordAndTheSecretsThatDependOnIt() throws Exception {
    terminal("old\n").run("user", "add", "ann", "--role", "admin", "--digest", "Members");
    User before = ann();
    assertEquals(ExitCode.SUCCESS, terminal("new\n").run("user", "passwd", "ann"));
    assertEquals(before.identity(), ann().identity());
    assertTrue(ann().password().orElseThrow().matches("new".toCharArray()));
    assertFalse(ann().digests().equals(before.digests()));
    assertEquals(2, ann().digests().size());
    assertEquals(ExitCode.FAILURE, terminal("new\n").run("user", "passwd", "bob"));
  }

  @Test
  void listsAndRemoves() throws Exception {
    terminal("").run("user", "add", "bob", "--no-password");
    terminal("pw\n").run("user", "add", "ann", "--role", "admin", "--digest", "Members");
    Terminal list = terminal("");
    list.run("user", "list");
    assertEquals(
        """
        ann  roles: admin  by: password, digest in 'Members'
        bob  roles: none  by: none
        """,
        list.out());
    assertEquals(ExitCode.SUCCESS, terminal("").run("user", "remove", "bob"));
    assertEquals(ExitCode.FAILURE, terminal("").run("user", "remove", "bob"));
  }

  @Test
  void changesTheFileThatTheConfigurationNames() throws Exception {
    Path other = home.resolve("other.toml");
    terminal("").run("user", "add", "ann", "--no-password", "--users-file", other.toString());
    assertTrue(Files.exists(other));
    assertFalse(Files.exists(file()));
  }
}
