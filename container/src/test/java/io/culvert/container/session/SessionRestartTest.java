package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions from one run of the server to the next. */
final class SessionRestartTest {
  private static final String APPLICATION = "shop.example:8080/a*/../b";

  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final SessionId id = new RandomSessionIds(new SecureRandom()).next();

  @Test
  void sessionsAreBackAfterARestart() throws Exception {
    SessionSnapshot<Attribute> before = leave();
    try (SessionManagers next = open()) {
      SessionSnapshot<Attribute> back = next.of(APPLICATION).store().find(id).orElseThrow();
      assertEquals(before.times(), back.times());
      assertEquals(before.version(), back.version());
      assertEquals(Set.of("user"), back.attributes().keySet());
      assertEquals(List.of(), files(), "a crash now must not bring them back a second time");
    }
    assertEquals(1, files().size());
  }

  @Test
  void nobodyElseCanReadThem() throws Exception {
    leave();
    assertEquals(
        PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(folder.resolve("sessions")));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(files().getFirst()));
    assertEquals(folder.resolve("sessions"), files().getFirst().getParent());
  }

  @Test
  void thoseWhoseTimeWasUpMeanwhileAreNot() throws Exception {
    leave();
    clock.advance(Duration.ofHours(1));
    try (SessionManagers next = open()) {
      assertEquals(0, next.of(APPLICATION).store().count());
    }
  }

  @Test
  void damagedFileCostsTheSessionsAndNothingElse() throws Exception {
    leave();
    byte[] bytes = Files.readAllBytes(files().getFirst());
    bytes[bytes.length / 2] ^= 1;
    Files.write(files().getFirst(), bytes);
    try (SessionManagers next = open()) {
      assertEquals(0, next.of(APPLICATION).store().count());
    }
    assertEquals(1, files().size(), "left for whoever wants to look at it");
  }

  @Test
  void fileThatBreaksOffCostsTheSessionsAndNothingElse() throws Exception {
    leave();
    byte[] bytes = Files.readAllBytes(files().getFirst());
    for (int length = 0; length < bytes.length; length++) {
      Files.write(files().getFirst(), java.util.Arrays.copyOf(bytes, length));
      try (SessionManagers next = open()) {
        assertEquals(0, next.of(APPLICATION).store().count());
      }
    }
  }

  @Test
  void applicationThatIsNotDeployedThisTimeHasThemTheNextTime() throws Exception {
    leave();
    open().close();
    try (SessionManagers next = open()) {
      assertTrue(next.of(APPLICATION).store().find(id).isPresent());
      assertFalse(next.of("/other").store().find(id).isPresent());
    }
  }

  @Test
  void sessionsFromAFileAreOnDiskBeforeTheFileIsGone() throws Exception {
    leave();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (SessionManagers next = open(SessionSettings.Kind.DISK, folder.resolve("sessions"))) {
      next.of(APPLICATION);
      assertEquals(1, files().size());
      Files.copy(files().getFirst(), copy.resolve(files().getFirst().getFileName()));
    }
    try (SessionManagers afterCrash = open(SessionSettings.Kind.DISK, copy)) {
      assertTrue(afterCrash.of(APPLICATION).store().find(id).isPresent());
    }
  }

  @Test
  void folderThatOthersMayWriteToIsRefused() throws Exception {
    Path place = Files.createDirectory(folder.resolve("sessions"));
    for (String open : List.of("rwxrwx---", "rwx----w-")) {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(open));
      IOException refused = assertThrows(IOException.class, this::open);
      assertTrue(refused.getMessage().startsWith(place + ": "), refused.getMessage());
      assertTrue(refused.getMessage().contains("chmod go-w"), refused.getMessage());
    }
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();
  }

  private SessionSnapshot<Attribute> leave() throws IOException {
    try (SessionManagers first = open()) {
      Map<String, Attribute> attributes = Map.of("user", Attribute.of(new byte[] {1, 2}));
      first
          .of(APPLICATION)
          .store()
          .create(
              new SessionSnapshot<>(
                  id,
                  7,
                  SessionSnapshot.beginning(id, clock.instant(), Duration.ofMinutes(30)).times(),
                  attributes));
      clock.advance(Duration.ofSeconds(20));
      first.of(APPLICATION).store().touch(id, clock.instant());
      return first.of(APPLICATION).store().find(id).orElseThrow();
    }
  }

  private SessionManagers open() throws IOException {
    return open(SessionSettings.Kind.HEAP, folder.resolve("sessions"));
  }

  private SessionManagers open(SessionSettings.Kind kind, Path place) throws IOException {
    SessionSettings usual = SessionSettings.inMemory();
    return SessionManagers.open(
        new SessionSettings(kind, Optional.of(place), true, usual.limits(), usual.redis()),
        Cluster.ALONE,
        clock);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
      return files.filter(file -> !file.endsWith("key")).toList();
    }
  }
}
