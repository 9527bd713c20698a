package io.culvert.connector.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Set;

/**
 * A connected socket without a kernel behind it: what is fed is read, piece by piece, and what is
 * written is kept, counted, or refused for want of room. Reads and writes are counted as system
 * calls would be. For one reader; {@link #feed} and writes may come from any thread.
 */
public final class MemorySocket extends SocketChannel {
  private static final SocketAddress NOBODY = UnixDomainSocketAddress.of("");

  private final ArrayDeque<ByteBuffer> input = new ArrayDeque<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final boolean keepsOutput;
  private boolean inputEnded;
  private boolean peerGone;
  private boolean outputShut;
  private long room = Long.MAX_VALUE;
  private long reads;
  private long writes;

  /**
   * @param keepsOutput whether {@link #written} will be asked for
   */
  public MemorySocket(boolean keepsOutput) {
    super(SelectorProvider.provider());
    this.keepsOutput = keepsOutput;
  }

  /** Adds what one read will find, if its buffer is large enough. */
  public synchronized void feed(ByteBuffer piece) {
    input.add(piece);
  }

  /** After what was fed, the peer sends nothing more. */
  public synchronized void endInput() {
    inputEnded = true;
  }

  /** The peer has closed the socket without reading on: writes fail. */
  public synchronized void lose() {
    peerGone = true;
    inputEnded = true;
  }

  /** How many further bytes writes may take. */
  public synchronized void makeRoom(long bytes) {
    room = bytes;
  }

  /** Whether a read would find something, if only the end. */
  public synchronized boolean isReadable() {
    return !input.isEmpty() || inputEnded;
  }

  /** Whether a write would take something. */
  public synchronized boolean isWritable() {
    return room > 0 || peerGone;
  }

  /** All that was written so far. */
  public synchronized byte[] written() {
    return output.toByteArray();
  }

  /** How often it was read. */
  public synchronized long reads() {
    return reads;
  }

  /** How often it was written. */
  public synchronized long writes() {
    return writes;
  }

  /** Whether the server has said that it writes no more. */
  public synchronized boolean isOutputShut() {
    return outputShut || !isOpen();
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    mustBeOpen();
    reads++;
    ByteBuffer piece = input.peek();
    if (piece == null) {
      return inputEnded ? -1 : 0;
    }
    int length = Math.min(piece.remaining(), target.remaining());
    target.put(target.position(), piece, piece.position(), length);
    target.position(target.position() + length);
    piece.position(piece.position() + length);
    if (!piece.hasRemaining()) {
      input.remove();
    }
    return length;
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    mustBeOpen();
    writes++;
    if (peerGone || outputShut) {
      throw new IOException("Broken pipe");
    }
    int length = (int) Math.min(source.remaining(), room);
    if (keepsOutput) {
      byte[] bytes = new byte[length];
      source.get(source.position(), bytes);
      output.writeBytes(bytes);
    }
    source.position(source.position() + length);
    room -= length;
    return length;
  }

  private void mustBeOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public SocketChannel shutdownOutput() {
    synchronized (this) {
      outputShut = true;
    }
    return this;
  }

  @Override
  protected void implCloseSelectableChannel() {}

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return NOBODY;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return NOBODY;
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  // --- what a connection does not do with its socket

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketChannel shutdownInput() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketChannel bind(SocketAddress local) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T getOption(SocketOption<T> name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isConnectionPending() {
    return false;
  }

  @Override
  public boolean connect(SocketAddress remote) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean finishConnect() {
    return true;
  }
}
