package io.culvert.container.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUsersTest {
  private static final String ANN =
      """
      # the boss
      [ann]
      password = "plain:pw"
      roles = [
        "admin",
        "editor",
      ]
      digest = ["MD5:a realm: with colons:5f4dcc3b5aa765d61d8327deb882cf99"]
      certificates = "CN=ann, O=Example"

      # somebody else
      ["bob@example.com"]
      roles = "user"
      """;

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();

  private Path file() {
    return folder.resolve("users.toml");
  }

  private FileUsers open() throws IOException {
    return FileUsers.open(file(), nanos::get);
  }

  private void passASecond() {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void usersHavePasswordsRolesDigestsAndCertificates() throws Exception {
    Files.writeString(file(), ANN);
    FileUsers users = open();

    User ann = users.find("ann").orElseThrow();
    assertEquals(Set.of("admin", "editor"), ann.identity().roles());
    assertTrue(ann.password().orElseThrow().matches("pw".toCharArray()));
    assertEquals("a realm: with colons", ann.digests().getFirst().realm());
    assertEquals(Set.of(DigestAlgorithm.MD5), users.digests("a realm: with colons"));
    assertEquals(Set.of(), users.digests("a realm"));
    assertEquals(Optional.of(ann), users.certified(new X500Principal("CN=ANN,O=example")));
    assertEquals(Optional.empty(), users.find("bob@example.com").orElseThrow().password());
    assertEquals(Optional.empty(), users.find("bob"));
  }

  @Test
  void aFileThatComesChangesAndGoesIsNoticedWithinASecond() throws Exception {
    FileUsers users = open();
    assertTrue(users.find("ann").isEmpty());

    Files.writeString(file(), ANN);
    assertTrue(users.find("ann").isEmpty(), "it is not looked at with every request");
    passASecond();
    assertTrue(users.find("ann").isPresent());

    Files.writeString(file(), ANN.replace("[ann]", "[anna]"));
    passASecond();
    assertTrue(users.find("ann").isEmpty());
    assertTrue(users.find("anna").isPresent());

    Files.delete(file());
    passASecond();
    assertTrue(users.find("anna").isEmpty());
  }

  @Test
  void aMistakeLeavesTheUsersAsTheyWereUntilItIsMended() throws Exception {
    Files.writeString(file(), ANN);
    FileUsers users = open();
    Files.writeString(file(), "[ann\n");
    passASecond();
    assertTrue(users.find("ann").isPresent());
    Files.writeString(file(), "[eve]\n");
    passASecond();
    assertTrue(users.find("ann").isEmpty());
    assertTrue(users.find("eve").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ann]\n\npassword = 's3cr3t'",
        "[ann]\n\npasword = 's3cr3t'",
        "[ann]\n\npassword = 7",
        "[ann]\n\npassword = ['s3cr3t']",
        "[ann]\n\nroles = [1]",
        "[ann]\n\ndigest = 'MD5:s3cr3t'",
        "[ann]\n\ndigest = 'MD5:realm:s3cr3t'",
        "[ann]\n\ncertificates = 's3cr3t'",
        "[ann]\n\npassword = s3cr3t",
        "\n\nann = 's3cr3t'"
      })
  void aMistakeIsNamedWithItsLineAndWithoutTheSecret(String text) throws Exception {
    Files.writeString(file(), text);
    String message = String.valueOf(assertThrows(IOException.class, this::open).getMessage());
    assertTrue(message.startsWith(file() + ":3: "), message);
    assertFalse(message.contains("s3cr3t") && !text.contains("certificates"), message);
  }

  @Test
  void changesKeepWhatOthersWroteAndTheFileSecret() throws Exception {
    Files.writeString(file(), ANN);
    User eve =
        new User(
            new Identity("e\"v.e", Set.of("b", "a")),
            Optional.of(PasswordHash.parse("plain:x")),
            List.of(),
            List.of());
    User bob =
        new User(new Identity("bob@example.com", Set.of()), Optional.empty(), List.of(), List.of());
    try (UserFileEdit edit = UserFileEdit.begin(file())) {
      edit.put(eve);
      edit.put(bob);
      assertTrue(edit.remove("ann"));
      assertFalse(edit.remove("ann"));
    }
    assertEquals(
        """
        # the boss

        # somebody else
        ["bob@example.com"]
        roles = []

        ["e\\"v.e"]
        password = "plain:x"
        roles = ["a", "b"]
        """,
        Files.readString(file()));
    assertEquals(eve.identity(), open().find("e\"v.e").orElseThrow().identity());
  }

  @Test
  void aNewFileIsItsOwnersAndOneThatTheGroupMayReadStaysSo() throws Exception {
    User ann = new User(new Identity("ann", Set.of()), Optional.empty(), List.of(), List.of());
    try (UserFileEdit edit = UserFileEdit.begin(file())) {
      edit.put(ann);
      assertEquals("rw-------", mode());
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));
      edit.put(ann);
      assertEquals("rw-r-----", mode());
    }
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
  }

  @Test
  void aUserThatStandsOtherwiseIsNotTouched() throws Exception {
    Files.writeString(file(), "ann = { roles = ['a'] }\n");
    try (UserFileEdit edit = UserFileEdit.begin(file())) {
      assertThrows(IOException.class, () -> edit.remove("ann"));
    }
    assertEquals("ann = { roles = ['a'] }\n", Files.readString(file()));
  }
}
