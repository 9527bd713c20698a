package io.culvert.session.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.heap.HeapLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk after the process is gone. */
final class DiskSessionStoreTest {
  /** {@code -Dculvert.kills=50} asks for more, about half a second each. */
  private static final int KILLS = Integer.getInteger("culvert.kills", 4);

  private static final int LINES = 400;

  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());

  @Test
  void sessionsAreBackAsTheyWere() throws Exception {
    DiskSessionStore<byte[]> store = open();
    SessionId id = create(store);
    put(store, id, "a", "1");
    clock.advance(Duration.ofSeconds(7));
    store.touch(id, clock.instant());
    SessionSnapshot<byte[]> before = store.find(id).orElseThrow();
    assertEquals(List.of(), store.shutDown());
    DiskSessionStore<byte[]> next = open();
    SessionSnapshot<byte[]> back = next.find(id).orElseThrow();
    assertEquals(before.times(), back.times());
    assertEquals(before.version(), back.version());
    assertEquals("1", text(back, "a"));
    next.delete(id);
    next.shutDown();
    assertEquals(Set.of(), open().ids());
  }

  @Test
  void sessionsWhoseTimeIsUpAreNotBack() throws Exception {
    DiskSessionStore<byte[]> store = open();
    create(store);
    store.shutDown();
    clock.advance(Duration.ofHours(2));
    assertEquals(0, open().count());
  }

  @Test
  void nobodyElseCanReadTheFile() throws Exception {
    open().shutDown();
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(folder.resolve("sessions.mv")));
  }

  @Test
  void recordThatCannotBeReadCostsOneSessionAndNothingElse() throws Exception {
    DiskSessionStore<byte[]> store = open();
    SessionId id = create(store);
    put(store, id, "a", "1");
    store.shutDown();
    try (MVStore file = MVStore.open(folder.resolve("sessions.mv").toString())) {
      file.<String, byte[]>openMap("sessions").put("bad", new byte[] {1, 2, 3});
    }
    for (int i = 0; i < 2; i++) {
      DiskSessionStore<byte[]> next = open();
      assertEquals(Set.of(id), next.ids());
      next.shutDown();
    }
  }

  @Test
  void fileThatCannotBeUsedIsNamedAndNotHeld() throws Exception {
    Path file = folder.resolve("sessions.mv");
    Files.writeString(file, "no sessions, but something else\n".repeat(1000));
    IOException refused = assertThrows(IOException.class, this::open);
    assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
    Files.delete(file);
    open().shutDown();
  }

  @Test
  void fileDoesNotGrowWithTheNumberOfWrites() throws Exception {
    DiskSessionStore<byte[]> store = open();
    SessionId id = create(store);
    for (int i = 0; i < 2_000; i++) {
      put(store, id, "a", "x".repeat(5_000) + i);
      store.flush(id);
      if (i % 50 == 0) {
        store.expire();
      }
    }
    store.shutDown();
    long size = Files.size(folder.resolve("sessions.mv"));
    assertTrue(size < 2_000_000, "10 MB were written, the file has " + size);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    Path file = folder.resolve("sessions.mv");
    Map<String, String> acknowledged = new HashMap<>();
    for (int i = 0; i < KILLS; i++) {
      acknowledged.putAll(writtenBeforeKill(file));
    }
    DiskSessionStore<byte[]> store =
        DiskSessionStore.open(
            file,
            new PlainBytes(),
            HeapLimits.sessions(100_000),
            Appraisal.none(),
            java.time.Clock.systemUTC());
    acknowledged.forEach(
        (id, count) ->
            assertTrue(isThere(store, id, count), () -> id.substring(0, 4) + " " + count));
    store.shutDown();
    System.out.printf("%d kills, %d sessions acknowledged%n", KILLS, acknowledged.size());
  }

  /** What is there may be newer than what was heard of it. */
  private static boolean isThere(DiskSessionStore<byte[]> store, String id, String count) {
    var found = store.find(new SessionId(id));
    return switch (count) {
      case "gone" -> found.isEmpty();
      case "leaving" -> true;
      default ->
          found
              .filter(
                  session -> Integer.parseInt(text(session, "count")) >= Integer.parseInt(count))
              .isPresent();
    };
  }

  private static Map<String, String> writtenBeforeKill(Path file) throws IOException {
    Process scribe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Scribe.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, String> heard = new HashMap<>();
    try (BufferedReader lines = scribe.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < LINES; i++) {
        hear(lines.readLine(), heard);
      }
      // unlike the process itself, its handle leaves open what can still be read
      scribe.toHandle().destroyForcibly();
      lines.lines().forEach(line -> hear(line, heard));
    } finally {
      scribe.destroyForcibly();
    }
    return heard;
  }

  /** The last line may be torn. */
  private static void hear(String line, Map<String, String> heard) {
    if (line != null && line.matches("\\S{22} (gone|leaving|[123])")) {
      heard.put(line.substring(0, 22), line.substring(23));
    }
  }

  private static String text(SessionSnapshot<byte[]> session, String name) {
    return new String(session.attributes().get(name), StandardCharsets.UTF_8);
  }

  private SessionId create(DiskSessionStore<byte[]> store) {
    SessionId id = ids.next();
    store.create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofHours(1)));
    return id;
  }

  private static void put(DiskSessionStore<byte[]> store, SessionId id, String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>(name, bytes))));
  }

  private DiskSessionStore<byte[]> open() throws IOException {
    return DiskSessionStore.open(
        folder.resolve("sessions.mv"),
        new PlainBytes(),
        HeapLimits.sessions(1000),
        Appraisal.none(),
        clock);
  }
}
