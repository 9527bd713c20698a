package io.culvert.connector.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket.
 *
 * @param endpoint where it really listens: the port is the one that was given out
 * @param channel not blocking
 * @param fileKey tells our socket file from another one's at the same path
 */
public record Listener(Endpoint endpoint, ServerSocketChannel channel, @Nullable Object fileKey)
    implements AutoCloseable {
  /** A front end that finds this queue full gives up: lighttpd disables a backend for a second. */
  private static final int BACKLOG = 4096;

  /**
   * Binds an endpoint.
   *
   * @throws IOException with a message for the operator: the endpoint, what is wrong, what to do
   */
  public static Listener open(Endpoint endpoint, PeerFilter filter) throws IOException {
    return switch (endpoint) {
      case Endpoint.Tcp tcp -> tcp(tcp, filter);
      case Endpoint.Unix unix -> unix(unix);
      case Endpoint.Inherited inherited -> inherited(inherited);
    };
  }

  private static Listener tcp(Endpoint.Tcp tcp, PeerFilter filter) throws IOException {
    InetSocketAddress address = new InetSocketAddress(tcp.host(), tcp.port());
    if (address.isUnresolved()) {
      throw new IOException(tcp + ": the host name cannot be resolved");
    }
    if (address.getAddress().isAnyLocalAddress() && !filter.isSet()) {
      throw new IOException(
          tcp
              + ": refusing to listen for everybody: whoever reaches a FastCGI port can forge any"
              + " request. Name a local address, or the front ends in FCGI_WEB_SERVER_ADDRS");
    }
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new Listener(new Endpoint.Tcp(tcp.host(), port), channel, null);
    } catch (BindException e) {
      channel.close();
      throw new IOException(
          "%s: cannot listen: %s. Is another server running there?".formatted(tcp, e.getMessage()),
          e);
    }
  }

  private static Listener unix(Endpoint.Unix unix) throws IOException {
    Path path = unix.path();
    removeStale(unix);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
      Files.setPosixFilePermissions(path, unix.permissions());
      channel.configureBlocking(false);
      return new Listener(unix, channel, fileKey(path));
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "%s: cannot listen: %s. Does the folder exist, may this user write there, and is the path"
                  .formatted(unix, e.getMessage())
              + " shorter than 108 bytes?",
          e);
    }
  }

  /** Removes a socket file that a crashed server left behind; refuses when somebody answers. */
  private static void removeStale(Endpoint.Unix unix) throws IOException {
    Path path = unix.path();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean socket =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
    if (!socket) {
      throw new IOException(
          unix + ": cannot listen: there is a file of this name that is not a socket. Remove it");
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException _) {
      Files.deleteIfExists(path);
      return;
    }
    throw new IOException(
        unix + ": cannot listen: a running server owns this socket. Stop it, or use another path");
  }

  private static Listener inherited(Endpoint.Inherited inherited) throws IOException {
    Channel channel = System.inheritedChannel();
    if (!(channel instanceof ServerSocketChannel server)) {
      throw new IOException(
          inherited
              + ": file descriptor 0 is not a listening socket. Start the server from a web server,"
              + " spawn-fcgi or a systemd socket unit, or listen elsewhere");
    }
    server.configureBlocking(false);
    return new Listener(inherited, server, null);
  }

  private static @Nullable Object fileKey(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Closes the socket and removes its file, if that is still ours. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (endpoint instanceof Endpoint.Unix(Path path, int _)
        && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && Objects.equals(fileKey, fileKey(path))) {
      Files.deleteIfExists(path);
    }
  }
}
