package io.culvert.session.disk;

import io.culvert.session.Appraisal;
import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionStoreContract;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DiskSessionStoreContractTest implements SessionStoreContract<byte[]> {
  private final FakeClock clock = new FakeClock();
  @TempDir Path folder;
  private DiskSessionStore<byte[]> store;

  @BeforeEach
  void open() throws IOException {
    store =
        DiskSessionStore.open(
            folder.resolve("sessions.mv"),
            new PlainBytes(),
            HeapLimits.sessions(1000),
            Appraisal.none(),
            clock);
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
