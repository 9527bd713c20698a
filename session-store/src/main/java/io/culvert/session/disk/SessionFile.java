package io.culvert.session.disk;

import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SnapshotFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The records of sessions in one file, which is the server's alone. */
final class SessionFile {
  /** Below that, the file is compacted. */
  private static final int FILL_PERCENT = 50;

  private static final int COMPACTED_BYTES = 1 << 20;

  /** For the last compaction. */
  private static final int PATIENCE_MILLIS = 1000;

  private final MVStore store;
  private final MVMap<String, byte[]> records;
  private final GroupCommit commits = new GroupCommit(this::sync);

  /**
   * Changes are made under the read lock, so that several can be made at once; a commit takes the
   * write lock, so that no change is committed by halves. The disk is waited for outside.
   */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private SessionFile(MVStore store) {
    this.store = store;
    this.records = store.openMap("sessions");
  }

  /**
   * @throws IOException if the file can't be used; the message is for the operator
   */
  static SessionFile open(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      MVStore.Builder builder =
          new MVStore.Builder()
              .fileName(file.toString())
              .autoCommitDisabled()
              .autoCommitBufferSize(0);
      return new SessionFile(builder.open());
    } catch (MVStoreException e) {
      throw new IOException("%s: cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** All sessions in the file. */
  List<SessionSnapshot<byte[]>> all() {
    List<SessionSnapshot<byte[]>> all = new ArrayList<>();
    records.values().forEach(bytes -> all.add(read(bytes)));
    return all;
  }

  Optional<SessionSnapshot<byte[]>> find(SessionId id) {
    return Optional.ofNullable(records.get(id.text())).map(SessionFile::read);
  }

  void put(SessionSnapshot<byte[]> session) {
    byte[] bytes = written(session);
    change(() -> records.put(session.id().text(), bytes));
  }

  void remove(SessionId id) {
    change(() -> records.remove(id.text()));
  }

  /** Replaces one record by another: never both or none are in the file. */
  void replace(SessionId old, SessionSnapshot<byte[]> session) {
    byte[] bytes = written(session);
    change(
        () -> {
          records.remove(old.text());
          records.put(session.id().text(), bytes);
        });
  }

  private void change(Runnable change) {
    lock.readLock().lock();
    try {
      change.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns when all changes made before are on the disk. */
  void await() {
    commits.await();
  }

  private void sync() {
    alone(store::commit);
    store.getFileStore().sync();
  }

  /**
   * Hands changes to the operating system that nobody waits for, and takes a little out of the file
   * that was overwritten.
   */
  void tidy() {
    alone(
        () -> {
          store.commit();
          store.compact(FILL_PERCENT, COMPACTED_BYTES);
        });
  }

  private void alone(Runnable task) {
    lock.writeLock().lock();
    try {
      task.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Writes what is left and takes out what nobody needs any more. */
  void close() {
    sync();
    store.close(PATIENCE_MILLIS);
  }

  private static byte[] written(SessionSnapshot<byte[]> session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SnapshotFormat.write(session, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static SessionSnapshot<byte[]> read(byte[] bytes) {
    try {
      return SnapshotFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("a record of a session is none", e);
    }
  }
}
