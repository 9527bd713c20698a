package io.culvert.connector.connection;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What memory holds of a body, in the order it came. Guarded by its body's lock, under which alone
 * the buffers may be touched: they go back to be used for other bodies.
 */
final class Pieces {
  /**
   * A short body costs as much memory as it has bytes; what is longer goes into a pool's buffers.
   */
  private static final int SHORT = 4096;

  private final BufferPool pool;
  private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>(2);
  private int bytes;

  /**
   * @param pool of buffers that are longer than {@link #SHORT}
   */
  Pieces(BufferPool pool) {
    this.pool = pool;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Bytes that have not been taken yet. */
  int bytes() {
    return bytes;
  }

  /** Copies all of it. Many small pieces must not cost an object for each. */
  void add(ByteBuffer content) {
    bytes += content.remaining();
    ByteBuffer last = pieces.peekLast();
    if (last != null) {
      fill(last, last.limit(), content);
    }
    while (content.hasRemaining()) {
      ByteBuffer piece = room(content.remaining());
      fill(piece, 0, content);
      pieces.add(piece);
    }
  }

  private ByteBuffer room(int length) {
    if (length > SHORT) {
      return pool.acquire();
    }
    return ByteBuffer.allocate(pieces.isEmpty() ? length : SHORT);
  }

  private static void fill(ByteBuffer piece, int at, ByteBuffer content) {
    int length = Math.min(content.remaining(), piece.capacity() - at);
    piece.limit(at + length).put(at, content, content.position(), length);
    content.position(content.position() + length);
  }

  /** Copies what there is room for; returns how many bytes that were. */
  int take(ByteBuffer target) {
    int count = 0;
    while (target.hasRemaining() && !pieces.isEmpty()) {
      ByteBuffer piece = pieces.element();
      int length = Math.min(piece.remaining(), target.remaining());
      target.put(target.position(), piece, piece.position(), length);
      target.position(target.position() + length);
      piece.position(piece.position() + length);
      if (!piece.hasRemaining()) {
        giveBack(pieces.remove());
      }
      count += length;
    }
    bytes -= count;
    return count;
  }

  private void giveBack(ByteBuffer piece) {
    if (piece.capacity() == pool.bufferSize()) {
      pool.release(piece);
    }
  }

  /** Lets go of all of it. */
  void drop() {
    pieces.forEach(this::giveBack);
    pieces.clear();
    bytes = 0;
  }
}
