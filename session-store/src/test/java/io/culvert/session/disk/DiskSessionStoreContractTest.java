package io.culvert.session.disk;

import io.culvert.session.Appraisal;
import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SurvivingStoreContract;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DiskSessionStoreContractTest implements SurvivingStoreContract<byte[]> {
  private final FakeClock clock = new FakeClock();
  @TempDir Path folder;
  private DiskSessionStore<byte[]> store;

  @BeforeEach
  void open() throws IOException {
    store = open(folder.resolve("sessions.mv"));
  }

  private DiskSessionStore<byte[]> open(Path file) throws IOException {
    return DiskSessionStore.open(
        file, new PlainBytes(), HeapLimits.sessions(1000), Appraisal.none(), clock);
  }

  /** Goes by a copy of what is on disk while this store has not been closed. */
  @Override
  public void afterCrash(Consumer<SessionStore<byte[]>> look) throws IOException {
    Path copy = folder.resolve("copy.mv");
    Files.copy(folder.resolve("sessions.mv"), copy, StandardCopyOption.REPLACE_EXISTING);
    DiskSessionStore<byte[]> next = open(copy);
    look.accept(next);
    next.shutDown();
  }

  @AfterEach
  void close() {
    store.shutDown();
  }

  @Override
  public SessionStore<byte[]> store() {
    return store;
  }

  @Override
  public FakeClock clock() {
    return clock;
  }

  @Override
  public byte[] value(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
