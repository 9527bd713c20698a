package io.culvert.container.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.security.auth.x500.X500Principal;
import org.jboss.logging.Logger;

/**
 * Users kept in a file, which is read again when it has changed. A file that is no longer there has
 * no users; one that is wrong leaves things as they were and is complained about, for a typing
 * error should not lock everybody out.
 */
public final class FileUsers implements Users {
  private static final Logger LOG = Logger.getLogger(FileUsers.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final LongSupplier nanoTime;
  private final AtomicLong lookedAt;
  private volatile Version version;

  /** The file as it was read. */
  private record Version(String stamp, UserTable users) {}

  private FileUsers(Path file, LongSupplier nanoTime) throws IOException {
    this.file = file;
    this.nanoTime = nanoTime;
    this.lookedAt = new AtomicLong(nanoTime.getAsLong());
    String stamp = stamp();
    this.version = new Version(stamp, read());
    warnOfReaders();
  }

  /**
   * Reads the file. It need not be there yet.
   *
   * @throws IOException if it cannot be read or is wrong; the message is for the operator
   */
  public static FileUsers open(Path file) throws IOException {
    return open(file, System::nanoTime);
  }

  static FileUsers open(Path file, LongSupplier nanoTime) throws IOException {
    return new FileUsers(file, nanoTime);
  }

  private UserTable read() throws IOException {
    return new UserTable(UserFile.read(file).users());
  }

  /** What changes when the file does. */
  private String stamp() throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %s %d".formatted(found.fileKey(), found.lastModifiedTime(), found.size());
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  /** Looks at the file once a second at most; one thread does, the others go by what is known. */
  private UserTable current() {
    long now = nanoTime.getAsLong();
    long last = lookedAt.get();
    if (now - last >= LOOK_NANOS && lookedAt.compareAndSet(last, now)) {
      look();
    }
    return version.users();
  }

  private void look() {
    String before = version.stamp();
    String stamp = before;
    try {
      stamp = stamp();
      if (!stamp.equals(before)) {
        version = new Version(stamp, read());
        LOG.infof("%s: the users have changed", file);
        warnOfReaders();
      }
    } catch (IOException e) {
      version = new Version(stamp, version.users());
      LOG.errorf("%s. The users stay as they were before", e.getMessage());
    }
  }

  private void warnOfReaders() throws IOException {
    if (!Files.exists(file)
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warnf(
          "%s: everybody on this machine may read it (%s); chmod 600 it",
          file, PosixFilePermissions.toString(permissions));
    }
  }

  @Override
  public Optional<User> find(String name) {
    return current().find(name);
  }

  @Override
  public Optional<User> certified(X500Principal subject) {
    return current().certified(subject);
  }

  @Override
  public Set<DigestAlgorithm> digests(String realm) {
    return current().digests(realm);
  }
}
