package io.culvert.session.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.ValueBytes;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk after two threads were busy with one session. */
final class DiskRacesTest {
  private static final int ROUNDS = 100;

  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final RandomSessionIds ids = new RandomSessionIds(new SecureRandom());

  /** Lets the test act the first time that a value is turned into bytes. */
  private record Hooked(CompletableFuture<Runnable> meanwhile, AtomicBoolean used)
      implements ValueBytes<byte[]> {
    Hooked() {
      this(new CompletableFuture<>(), new AtomicBoolean());
    }

    @Override
    public Optional<byte[]> bytes(SessionId session, String name, byte[] value) {
      if (used.compareAndSet(false, true)) {
        meanwhile.join().run();
      }
      return Optional.of(value);
    }

    @Override
    public byte[] value(byte[] bytes) {
      return bytes;
    }
  }

  private static void awaitThatItWaitsOrIsOver(Thread thread) {
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }

  @Test
  void deletionWaitsForWhoeverIsJustWritingTheSession() throws Exception {
    Hooked values = new Hooked();
    DiskSessionStore<byte[]> store = open("sessions.mv", values);
    SessionId id = create(store);
    put(store, id, "1");
    AtomicBoolean written = new AtomicBoolean();
    CompletableFuture<Boolean> wasWritten = new CompletableFuture<>();
    Thread deletes =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  store.delete(id);
                  wasWritten.complete(written.get());
                });
    values.meanwhile.complete(
        () -> {
          deletes.start();
          awaitThatItWaitsOrIsOver(deletes);
          written.set(true);
        });
    store.flush(id);
    assertTrue(wasWritten.get(60, TimeUnit.SECONDS));
    assertEquals(Set.of(), afterCrash().ids());
    store.shutDown();
  }

  @Test
  void flushThatIsUnderWayWhileTheStoreShutsDownLosesNothing() throws Exception {
    Hooked values = new Hooked();
    DiskSessionStore<byte[]> store = open("sessions.mv", values);
    SessionId id = create(store);
    put(store, id, "1");
    Thread shutsDown = Thread.ofPlatform().unstarted(store::shutDown);
    values.meanwhile.complete(
        () -> {
          put(store, id, "2");
          shutsDown.start();
          awaitThatItWaitsOrIsOver(shutsDown);
        });
    store.flush(id);
    shutsDown.join();
    DiskSessionStore<byte[]> next = open("sessions.mv", new PlainBytes());
    assertEquals("2", text(next, id));
    next.shutDown();
  }

  @Test
  void sessionChangedUnderItsNewNameWhileItIsRenamedIsNotWrittenBack() throws Exception {
    DiskSessionStore<byte[]> store = open("sessions.mv", new PlainBytes());
    List<SessionId> renamed = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      SessionId from = create(store);
      SessionId to = ids.next();
      put(store, from, "1");
      store.flush(from);
      Thread changes =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!(put(store, to, "2") instanceof SaveResult.Saved)) {
                      Thread.onSpinWait();
                    }
                    store.flush(to);
                  });
      assertTrue(store.rename(from, to));
      changes.join();
      renamed.add(to);
    }
    DiskSessionStore<byte[]> next = afterCrash();
    renamed.forEach(id -> assertEquals("2", text(next, id)));
    assertEquals(ROUNDS, next.count());
    store.shutDown();
  }

  @Test
  void interruptedThreadClosesTheFileForNobody() throws Exception {
    DiskSessionStore<byte[]> store = open("sessions.mv", new PlainBytes());
    SessionId id = create(store);
    put(store, id, "1");
    Thread.currentThread().interrupt();
    store.flush(id);
    assertTrue(Thread.interrupted(), "that is for the application to know");
    put(store, id, "2");
    store.flush(id);
    assertEquals("2", text(afterCrash(), id));
    store.shutDown();
  }

  private SessionId create(DiskSessionStore<byte[]> store) {
    SessionId id = ids.next();
    store.create(SessionSnapshot.beginning(id, clock.instant(), Duration.ofHours(1)));
    return id;
  }

  private static SaveResult put(DiskSessionStore<byte[]> store, SessionId id, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>("a", bytes))));
  }

  private static String text(DiskSessionStore<byte[]> store, SessionId id) {
    return new String(store.find(id).orElseThrow().attributes().get("a"), StandardCharsets.UTF_8);
  }

  private DiskSessionStore<byte[]> afterCrash() throws IOException {
    Files.copy(folder.resolve("sessions.mv"), folder.resolve("copy.mv"));
    return open("copy.mv", new PlainBytes());
  }

  private DiskSessionStore<byte[]> open(String name, ValueBytes<byte[]> values) throws IOException {
    return DiskSessionStore.open(
        folder.resolve(name), values, HeapLimits.sessions(1000), Appraisal.none(), clock);
  }
}
