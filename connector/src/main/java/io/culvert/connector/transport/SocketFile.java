package io.culvert.connector.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/**
 * The file of a Unix-domain socket that this process made.
 *
 * @param path where it is
 * @param key tells it from a file that somebody else makes at the same path later; the kernel gives
 *     it to no other file while the socket is open
 */
record SocketFile(Path path, Object key) {
  private static final int GROUP_AND_OTHERS_MAY_WRITE = 0022;

  /**
   * Binds a socket to its file. At no time may anybody connect to whom the endpoint does not give
   * the permission.
   *
   * @throws IOException with a message for the operator
   */
  static SocketFile bind(ServerSocketChannel channel, Endpoint.Unix unix, int backlog)
      throws IOException {
    Umask umask = Umask.current();
    if ((umask.bits() & GROUP_AND_OTHERS_MAY_WRITE) == GROUP_AND_OTHERS_MAY_WRITE) {
      bindOrReplace(channel, unix, backlog);
    } else {
      umask.strictly(() -> bindOrReplace(channel, unix, backlog));
    }
    try {
      setAccess(unix);
      return new SocketFile(unix.path(), key(unix.path()).orElseThrow());
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unix.path());
      throw e;
    }
  }

  private static void bindOrReplace(ServerSocketChannel channel, Endpoint.Unix unix, int backlog)
      throws IOException {
    try {
      channel.bind(UnixDomainSocketAddress.of(unix.path()), backlog);
    } catch (SocketException e) {
      if (!(e instanceof BindException) || !Files.exists(unix.path(), LinkOption.NOFOLLOW_LINKS)) {
        throw cannotBind(unix, e);
      }
      new StaleSocket(unix).replace(() -> bindAgain(channel, unix, backlog));
    }
  }

  private static void bindAgain(ServerSocketChannel channel, Endpoint.Unix unix, int backlog)
      throws IOException {
    try {
      channel.bind(UnixDomainSocketAddress.of(unix.path()), backlog);
    } catch (SocketException e) {
      throw cannotBind(unix, e);
    }
  }

  private static IOException cannotBind(Endpoint.Unix unix, SocketException e) {
    return new IOException(
        "%s: cannot listen: %s. Does the folder exist, may this user write there, is the path"
                .formatted(unix, e.getMessage())
            + " shorter than 108 bytes, and does no other server just start there?",
        e);
  }

  private static void setAccess(Endpoint.Unix unix) throws IOException {
    PosixFileAttributeView file =
        Files.getFileAttributeView(
            unix.path(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipalLookupService names = unix.path().getFileSystem().getUserPrincipalLookupService();
    try {
      if (!unix.group().isEmpty()) {
        file.setGroup(names.lookupPrincipalByGroupName(unix.group()));
      }
      if (!unix.owner().isEmpty()) {
        file.setOwner(names.lookupPrincipalByName(unix.owner()));
      }
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException(unix + ": there is no such user or group on this system", e);
    } catch (IOException e) {
      throw new IOException(
          unix
              + ": the socket file cannot be given to this owner or group: only root may give files"
              + " to another owner, and others only to a group they are in",
          e);
    }
    Files.setPosixFilePermissions(unix.path(), unix.permissions());
  }

  /** What tells the file at a path from others; nothing if there is none. */
  static Optional<Object> key(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Removes the file if it is still ours. To be called while the socket is open. */
  void remove() throws IOException {
    if (key(path).filter(key::equals).isPresent()) {
      Files.deleteIfExists(path);
    }
  }
}
