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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The records of sessions in one file, which is the server's alone. Changes are made in the order
 * in which they are asked for, each of them wholly or not at all. If the disk fails they are no
 * longer made, which is said in the log once: sessions are then in memory only.
 */
final class SessionFile {
  /** Below that, the file is compacted. */
  private static final int FILL_PERCENT = 50;

  private static final int COMPACTED_BYTES = 1 << 20;

  /** For the last compaction. */
  private static final int PATIENCE_MILLIS = 1000;

  private static final Logger LOG = Logger.getLogger(SessionFile.class);

  private final MVStore store;
  private final MVMap<String, byte[]> records;
  private final GroupCommit commits;

  private SessionFile(Path file, MVStore store, MVMap<String, byte[]> records) {
    this.store = store;
    this.records = records;
    this.commits = GroupCommit.start("sessions in " + file.getFileName(), new Disk(file, store));
  }

  private record Disk(Path file, MVStore store) implements GroupCommit.Disk {
    @Override
    public void commit() {
      store.commit();
    }

    @Override
    public void sync() {
      store.getFileStore().sync();
    }

    /** Takes out what nobody needs any more. */
    @Override
    public void close() {
      store.close(PATIENCE_MILLIS);
    }

    @Override
    public void failed(Throwable cause) {
      LOG.errorf(
          cause,
          "%s: the disk fails. From now on sessions are kept in memory only, until the server is"
              + " started again",
          file);
      store.closeImmediately();
    }
  }

  /** A file, and the sessions that were in it when it was opened. */
  record Opened(SessionFile file, List<SessionSnapshot<byte[]>> sessions) {}

  /**
   * Records that cannot be read are left where they are, which is said in the log.
   *
   * @throws IOException if the file can't be used, which is closed then; the message is for the
   *     operator
   */
  static Opened open(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    MVStore.Builder builder =
        new MVStore.Builder()
            .fileName(file.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0);
    @Nullable MVStore store = null;
    try {
      store = builder.open();
      MVMap<String, byte[]> records = store.openMap("sessions");
      List<SessionSnapshot<byte[]>> sessions = all(file, records);
      return new Opened(new SessionFile(file, store, records), sessions);
    } catch (RuntimeException e) {
      if (store != null) {
        store.closeImmediately();
      }
      throw new IOException("%s: cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<SessionSnapshot<byte[]>> all(Path file, MVMap<String, byte[]> records) {
    List<SessionSnapshot<byte[]>> all = new ArrayList<>();
    int unreadable = 0;
    for (byte[] record : records.values()) {
      try {
        all.add(session(record));
      } catch (IOException _) {
        unreadable++;
      }
    }
    if (unreadable > 0) {
      LOG.warnf("%s: %d sessions cannot be read and are left out", file, unreadable);
    }
    return all;
  }

  /**
   * Adds or replaces a record.
   *
   * @param session with the attributes that have changed
   * @param unchanged the names of those that stay as they are in the record there is
   * @return the number of the change, for {@link #await}
   */
  long put(SessionSnapshot<byte[]> session, Set<String> unchanged) {
    return commits.add(() -> write(session, unchanged));
  }

  private void write(SessionSnapshot<byte[]> session, Set<String> unchanged) {
    if (unchanged.isEmpty()) {
      write(session);
      return;
    }
    Map<String, byte[]> attributes =
        new HashMap<>(read(session.id()).map(SessionSnapshot::attributes).orElse(Map.of()));
    attributes.keySet().retainAll(unchanged);
    attributes.putAll(session.attributes());
    write(new SessionSnapshot<>(session.id(), session.version(), session.times(), attributes));
  }

  /** Takes a record out, if it is there. */
  long remove(SessionId id) {
    return commits.add(() -> records.remove(id.text()));
  }

  /** Has a record go by another name: never both or none are in the file. */
  long rename(SessionId from, SessionId to) {
    return commits.add(
        () -> {
          Optional<SessionSnapshot<byte[]>> session = read(from);
          records.remove(from.text());
          session.map(record -> record.renamed(to)).ifPresent(this::write);
        });
  }

  /** Returns when this change cannot be lost any more, or the disk has failed. */
  void await(long change) {
    commits.await(change);
  }

  /** As {@link #await(long)}, for all changes so far. */
  void await() {
    commits.await();
  }

  /**
   * Has changes made that nobody waits for, and a little taken out of the file that was
   * overwritten. Does not wait for it.
   */
  void tidy() {
    commits.add(
        () -> {
          store.commit();
          store.compact(FILL_PERCENT, COMPACTED_BYTES);
        });
    commits.push();
  }

  /** Writes what is left. */
  void close() {
    commits.close();
  }

  private Optional<SessionSnapshot<byte[]>> read(SessionId id) {
    byte[] record = records.get(id.text());
    try {
      return record == null ? Optional.empty() : Optional.of(session(record));
    } catch (IOException e) {
      throw new UncheckedIOException("a record of a session is none", e);
    }
  }

  private static SessionSnapshot<byte[]> session(byte[] record) throws IOException {
    return SnapshotFormat.read(new DataInputStream(new ByteArrayInputStream(record)));
  }

  private void write(SessionSnapshot<byte[]> session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SnapshotFormat.write(session, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    records.put(session.id().text(), bytes.toByteArray());
  }
}
