package io.culvert.connector.connection;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers for output, kept for the next response. The most recently used one comes first,
 * because its memory is still in the processor's cache.
 */
public final class BufferPool {
  /** Bytes of every buffer. */
  public static final int BUFFER_SIZE = 32 * 1024;

  private static final int KEPT = 256;

  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  /** An empty buffer; the caller gives it back with {@link #release}. */
  public ByteBuffer acquire() {
    ByteBuffer buffer = free.pollFirst();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(BUFFER_SIZE);
    }
    kept.decrementAndGet();
    return buffer.clear();
  }

  /** Takes a buffer back. The caller must not touch it afterwards. */
  public void release(ByteBuffer buffer) {
    if (kept.incrementAndGet() <= KEPT) {
      free.offerFirst(buffer);
    } else {
      kept.decrementAndGet();
    }
  }
}
