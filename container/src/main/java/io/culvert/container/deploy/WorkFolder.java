package io.culvert.container.deploy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The folder that this process unpacks WARs and compiles pages in. Several processes may share one
 * place for them: each holds a lock as long as it lives, and whoever opens a folder sweeps away
 * those whose lock nobody holds, which crashed processes have left behind.
 */
public final class WorkFolder implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkFolder.class);
  private static final String PREFIX = "culvert-";
  private static final String LOCK = ".lock";

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkFolder(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Makes the folder, after sweeping.
   *
   * @param place is made too, when it is missing
   * @throws IOException if that cannot be done; the message is for the operator
   */
  public static WorkFolder open(Path place) throws IOException {
    try {
      if (!Files.exists(place)) {
        Access.PASSAGE.grantTo(Files.createDirectories(place));
      }
      Path real = place.toRealPath();
      sweep(real);
      return make(real);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be used as the work folder: %s. May the server write there?"
              .formatted(place, e),
          e);
    }
  }

  private static WorkFolder make(Path place) throws IOException {
    while (true) {
      Path lockFile = Files.createTempFile(place, ownPrefix(), LOCK);
      FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      try {
        if (lock.tryLock() != null && Files.exists(lockFile)) {
          Path path = Files.createDirectory(folderOf(lockFile));
          Access.PASSAGE.grantTo(path);
          return new WorkFolder(path, lockFile, lock);
        }
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
      lock.close(); // swept by another process before it was locked
    }
  }

  /** The names of this very process; the number alone may have been that of one before it. */
  private static String ownPrefix() {
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    return "%s%d-%d-".formatted(PREFIX, process.getPid(), process.getStartTime());
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void sweep(Path place) throws IOException {
    // To open and close the lock file of another server in this process would release its lock.
    String own = ownPrefix();
    try (DirectoryStream<Path> lockFiles = Files.newDirectoryStream(place, PREFIX + "*" + LOCK)) {
      for (Path lockFile : lockFiles) {
        if (!lockFile.getFileName().toString().startsWith(own)) {
          sweepIfLeft(lockFile);
        }
      }
    }
  }

  private static void sweepIfLeft(Path lockFile) {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        @Nullable FileLock held = channel.tryLock()) {
      if (held != null) {
        new FolderTree(folderOf(lockFile)).delete();
        Files.deleteIfExists(lockFile);
      }
    } catch (IOException e) {
      LOG.warnf("%s: what a process that is gone has left cannot be deleted: %s", lockFile, e);
    }
  }

  /** The folder; others may pass through it, but not look into it. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all that is left in it. */
  @Override
  public void close() throws IOException {
    try (lock) {
      new FolderTree(path).delete();
      Files.deleteIfExists(lockFile);
    }
  }
}
