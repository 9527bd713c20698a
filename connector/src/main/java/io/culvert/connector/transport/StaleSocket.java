package io.culvert.connector.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A socket file that a server left behind which ended without a chance to clean up.
 *
 * @param unix whose file it is
 */
record StaleSocket(Endpoint.Unix unix) {
  /** Makes the new file. */
  @FunctionalInterface
  interface Binding {
    void run() throws IOException;
  }

  /**
   * Puts a new file in its place. Of servers that do this at the same moment one succeeds: without
   * a lock one of them could remove the new file of the other.
   *
   * @throws IOException if the file is not a socket, somebody listens there, or another server is
   *     just doing the same
   */
  void replace(Binding binding) throws IOException {
    Path path = unix.path();
    Path lockFile = path.resolveSibling("." + path.getFileName() + ".lock");
    try (FileChannel file =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = tryLock(file)) {
      if (lock == null) {
        throw refusal("another server that is just starting takes this socket", null);
      }
      try {
        requireSocket();
        requireNobodyListens();
        Files.deleteIfExists(path);
        binding.run();
      } finally {
        Files.deleteIfExists(lockFile);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // a server in this very process
    }
  }

  private void requireSocket() throws IOException {
    BasicFileAttributes file;
    try {
      file =
          Files.readAttributes(unix.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return;
    }
    if (!file.isOther()) {
      throw refusal("there is a file of this name that is not a socket. Remove it", null);
    }
  }

  /** Only a refused connection proves that nobody is there. */
  private void requireNobodyListens() throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // else it would wait for a server whose backlog is full; so that is an exception
      probe.configureBlocking(false);
      boolean _ = probe.connect(UnixDomainSocketAddress.of(unix.path()));
    } catch (ConnectException _) {
      return;
    } catch (IOException e) {
      if (!Files.exists(unix.path(), LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      throw refusal(
          "a running server seems to own this socket (%s). Stop it, use another path, or remove the"
                  .formatted(e.getMessage())
              + " file if there is none",
          e);
    }
    throw refusal("a running server owns this socket. Stop it, or use another path", null);
  }

  private IOException refusal(String why, @Nullable IOException cause) {
    return new IOException(unix + ": cannot listen: " + why, cause);
  }
}
