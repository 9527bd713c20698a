package io.culvert.connector.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;

/** A listening socket. May be closed by any thread, more than once. */
public final class Listener implements AutoCloseable {
  /** A front end that finds this queue full gives up: lighttpd disables a backend for a second. */
  static final int BACKLOG = 4096;

  private final Endpoint endpoint;
  private final ServerSocketChannel channel;
  private final Step hide;
  private final Step close;
  private boolean hidden;
  private boolean closed;

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private Listener(Endpoint endpoint, ServerSocketChannel channel, Step hide, Step close) {
    this.endpoint = endpoint;
    this.channel = channel;
    this.hide = hide;
    this.close = close;
  }

  /**
   * Binds an endpoint.
   *
   * @throws IOException with a message for the operator: the endpoint, what is wrong, what to do
   */
  public static Listener open(Endpoint endpoint, PeerFilter filter) throws IOException {
    return switch (endpoint) {
      case Endpoint.Tcp tcp -> tcp(tcp, filter);
      case Endpoint.Unix unix -> unix(unix);
      case Endpoint.Inherited inherited -> inherited(inherited, filter);
    };
  }

  private static Listener tcp(Endpoint.Tcp tcp, PeerFilter filter) throws IOException {
    InetSocketAddress address = new InetSocketAddress(tcp.host(), tcp.port());
    if (address.isUnresolved()) {
      throw new IOException(tcp + ": the host name cannot be resolved");
    }
    refuseEverybody(tcp, address, filter);
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new Listener(new Endpoint.Tcp(tcp.host(), port), channel, () -> {}, channel::close);
    } catch (SocketException e) {
      channel.close();
      throw new IOException(
          "%s: cannot listen: %s. Is another server running there?".formatted(tcp, e.getMessage()),
          e);
    }
  }

  private static void refuseEverybody(
      Endpoint endpoint, InetSocketAddress address, PeerFilter filter) throws IOException {
    if (address.getAddress().isAnyLocalAddress() && !filter.isSet()) {
      throw new IOException(
          endpoint
              + ": refusing to listen for everybody at "
              + address
              + ": whoever reaches a FastCGI port can forge any request. Use a local address, or"
              + " name the front ends in FCGI_WEB_SERVER_ADDRS");
    }
  }

  private static Listener unix(Endpoint.Unix unix) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      SocketFile file = SocketFile.bind(channel, unix, BACKLOG);
      channel.configureBlocking(false);
      return new Listener(unix, channel, file::remove, channel::close);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Listener inherited(Endpoint.Inherited inherited, PeerFilter filter)
      throws IOException {
    Channel channel = System.inheritedChannel();
    if (!(channel instanceof ServerSocketChannel server)) {
      throw new IOException(
          inherited
              + ": file descriptor 0 is not a listening socket. Start the server from a web server,"
              + " spawn-fcgi or a systemd socket unit, or listen elsewhere");
    }
    if (server.getLocalAddress() instanceof InetSocketAddress address) {
      refuseEverybody(inherited, address, filter);
    }
    server.configureBlocking(false);
    // on another thread: it takes a while, and is only needed in the end
    CompletableFuture<StandardStreams> streams =
        CompletableFuture.supplyAsync(StandardStreams::new);
    return new Listener(inherited, server, () -> {}, () -> close(server, streams));
  }

  private static void close(ServerSocketChannel server, CompletableFuture<StandardStreams> streams)
      throws IOException {
    StandardStreams kept = streams.join();
    try {
      server.close();
    } finally {
      kept.restore();
    }
  }

  /** Where it really listens: the port is the one that was given out. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Not blocking. */
  ServerSocketChannel channel() {
    return channel;
  }

  /**
   * Removes the socket's file, if it has one that is ours: whoever has connected is still to be
   * accepted, but nobody else can connect.
   */
  synchronized void hide() throws IOException {
    if (!hidden) {
      hidden = true;
      hide.run();
    }
  }

  /** Closes the socket and removes its file, if that is ours. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      // first, while nobody else's file can have the number of ours
      hide();
    } finally {
      close.run();
    }
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
