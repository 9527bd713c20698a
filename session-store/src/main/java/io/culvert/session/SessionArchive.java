package io.culvert.session;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The sessions of one application in a file, from one run of the server to the next. The file
 * appears whole or not at all, only its owner can read it, and it is read once: what is restored
 * from it is gone from there, so that no crash later brings sessions back that have ended.
 *
 * <p>One thread at a time. What is read is checked before the first session is handed out.
 */
public final class SessionArchive {
  private static final long MAGIC = 0x43_55_4c_56_53_45_53_31L; // CULVSES1
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  /**
   * @param file in a folder that exists
   */
  public SessionArchive(Path file) {
    this.file = file;
  }

  /** Replaces what the file holds by these sessions. */
  public void save(Collection<SessionSnapshot<byte[]>> sessions) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    try (FileChannel channel =
        FileChannel.open(
            written,
            EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            PRIVATE)) {
      write(sessions, Channels.newOutputStream(channel));
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Collection<SessionSnapshot<byte[]>> sessions, OutputStream sink)
      throws IOException {
    CRC32 sum = new CRC32();
    DataOutputStream out =
        new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(sink, 1 << 16), sum));
    out.writeLong(MAGIC);
    out.writeInt(sessions.size());
    for (SessionSnapshot<byte[]> session : sessions) {
      SnapshotFormat.write(session, out);
    }
    out.writeLong(sum.getValue());
    out.flush();
  }

  /**
   * Hands out all sessions and deletes the file.
   *
   * @param kept returns when those handed out are no longer needed here
   * @return how many there were; 0 if there is no file
   * @throws IOException if the file can't be read or is damaged; it is left as it is
   */
  public int restore(Consumer<SessionSnapshot<byte[]>> sessions, Runnable kept) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    read(_ -> {});
    int count = read(sessions);
    kept.run();
    Files.delete(file);
    return count;
  }

  private int read(Consumer<SessionSnapshot<byte[]>> sessions) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream source = Files.newInputStream(file);
        DataInputStream in =
            new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(source, 1 << 16), sum))) {
      if (in.readLong() != MAGIC) {
        throw new IOException(file + " is no file of sessions");
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        sessions.accept(SnapshotFormat.read(in));
      }
      long sumOfAll = sum.getValue();
      if (in.readLong() != sumOfAll) {
        throw new IOException(file + " is damaged");
      }
      return count;
    }
  }
}
