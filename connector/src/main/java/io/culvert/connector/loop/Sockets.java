package io.culvert.connector.loop;

import io.culvert.connector.connection.Carrier;
import io.culvert.connector.connection.Connection;
import io.culvert.connector.connection.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one loop: a selector, the connections registered with it, and those of them that
 * can be read. Belongs to the holder of the loop's baton, but for {@link #wakeUp}.
 */
final class Sockets {
  private static final int READ_BYTES = 64 * 1024;

  private final ConnectionSettings settings;
  private volatile Selector selector = Selector.open();

  /** One that is being replaced; some of the sockets may still be registered with it. */
  private @Nullable Selector failed;

  private final ArrayDeque<Connection> readable = new ArrayDeque<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
  private final News news = new News();
  private boolean tickSoon;
  private boolean draining;

  Sockets(ConnectionSettings settings) throws IOException {
    this.settings = settings;
  }

  /** Waits until a socket is ready, but no longer than so many milliseconds; 0 looks only. */
  void select(long millis) {
    if (millis > 0 && !news.isEmpty()) {
      lookForMore();
      return;
    }
    try {
      if (failed != null) {
        replace(failed);
      }
      if (millis == 0) {
        selector.selectNow(this::selected);
      } else {
        selector.select(this::selected, millis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    } catch (OutOfMemoryError e) {
      if (failed == null) {
        failed = selector;
      }
      throw e;
    }
  }

  private void lookForMore() {
    if (news.mayWait()) {
      select(0);
    }
    if (!anyReadable()) {
      news.tell(settings);
    }
  }

  /**
   * A selector that ran out of memory may have forgotten sockets that were registered with it: it
   * neither tells of them nor waits any more. Another one takes over all of them.
   */
  private void replace(Selector old) throws IOException {
    if (selector.equals(old)) {
      selector = Selector.open();
    }
    for (SelectionKey key : old.keys()) {
      if (key.isValid() && key.attachment() instanceof Connection connection) {
        connection.moveTo(selector);
      }
    }
    failed = null;
    old.close();
  }

  /** Bodies that have grown, and whose readers are to be told before this thread waits. */
  News news() {
    return news;
  }

  /** Ends a {@link #select}, or the next one. Any thread. */
  void wakeUp() {
    selector.wakeup();
  }

  private void selected(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    if (!key.isValid()) {
      return;
    }
    if (key.isWritable()) {
      settings.call(connection::writable);
    }
    if (key.isValid() && key.isReadable()) {
      readable.add(connection);
    }
  }

  /** Whether a connection that can be read has not been yet. */
  boolean anyReadable() {
    return !readable.isEmpty();
  }

  /** Reads the next connection that can be read; returns whether there was one. */
  boolean readNext() {
    Connection connection = readable.poll();
    if (connection == null) {
      return false;
    }
    read(connection);
    return true;
  }

  /** Returns whether anything came in. */
  boolean read(Connection connection) {
    try {
      return connection.readNow(scratch);
    } catch (RuntimeException | Error e) {
      settings.failed(e);
      // some of the bytes are lost: what comes next would be taken for what it is not
      connection.close("the server failed to take in what was sent");
      return false;
    } finally {
      tickSoon |= connection.isPaused();
    }
  }

  /** Whether {@link #tick} is wanted soon, as it is if a connection is not read for now. */
  boolean wantTickSoon() {
    return tickSoon;
  }

  /** Has {@link #tick} wanted soon, once. */
  void tickSoon() {
    tickSoon = true;
  }

  /** Has every connection look at the clock. */
  void tick(long now) {
    tickSoon = false;
    for (Connection connection : connections()) {
      settings.call(() -> connection.tick(now));
      tickSoon |= connection.isPaused();
    }
  }

  /** Takes a socket in; if that fails the socket is closed. */
  void adopt(SocketChannel channel, ConnectionSettings of, Carrier carrier, Runnable whenClosed) {
    try {
      prepare(channel);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Connection connection = new Connection(channel, key, carrier, of, whenClosed);
      key.attach(connection);
      if (draining) {
        connection.drain();
      }
    } catch (IOException _) {
      closeQuietly(channel);
      whenClosed.run();
    } catch (RuntimeException | Error e) {
      closeQuietly(channel);
      whenClosed.run();
      throw e;
    }
  }

  private static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing is lost: nobody has used it
    }
  }

  /** Lets every connection end when its requests have; those that have come are among them. */
  void drain() {
    draining = true;
    for (Connection connection : connections()) {
      if (!connection.isPaused()) {
        read(connection);
      }
      settings.call(connection::drain);
    }
  }

  /** Closes everything now. */
  void close() {
    connections().forEach(connection -> settings.call(() -> connection.close("the server stops")));
    try {
      selector.close();
    } catch (IOException _) {
      // the process is about to end
    }
  }

  private List<Connection> connections() {
    @Nullable Selector old = failed;
    Stream<SelectionKey> elsewhere =
        old == null || old.equals(selector) ? Stream.empty() : old.keys().stream();
    return Stream.concat(selector.keys().stream(), elsewhere)
        .filter(SelectionKey::isValid)
        .map(SelectionKey::attachment)
        .filter(Connection.class::isInstance) // else its adoption has failed
        .map(Connection.class::cast)
        .toList();
  }
}
