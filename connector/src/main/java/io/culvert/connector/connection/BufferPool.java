package io.culvert.connector.connection;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that wait to be used again. A thread looks first where it last put one, so it usually
 * gets back memory that is still in its processor's cache, and threads seldom meet at one slot;
 * then it looks everywhere, because what one thread has filled another one often sends and gives
 * back. Nothing is kept per thread: virtual threads are too many and too short for that. Any thread
 * may call; nobody waits.
 */
public final class BufferPool {
  /** Bytes of a buffer for records that leave. */
  public static final int BUFFER_SIZE = 32 * 1024;

  private static final int SLOTS = 512;

  /** Slots of neighbouring threads are this far apart, so that they share no cache line. */
  private static final int SPREAD = 32;

  private final AtomicReferenceArray<@Nullable ByteBuffer> slots;
  private final int bufferSize;
  private final boolean direct;

  /** A pool of direct buffers for records. */
  public BufferPool() {
    this(SLOTS, BUFFER_SIZE, true);
  }

  /** A pool of buffers on the heap for bodies: there may be more of them than memory beside it. */
  public static BufferPool forBodies() {
    return new BufferPool(SLOTS, BUFFER_SIZE, false);
  }

  /**
   * @param slots how many buffers are kept at most, a power of two
   * @param bufferSize capacity of each, in bytes
   */
  public BufferPool(int slots, int bufferSize, boolean direct) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("slots must be a power of two, not " + slots);
    }
    this.slots = new AtomicReferenceArray<>(slots);
    this.bufferSize = bufferSize;
    this.direct = direct;
  }

  /** The capacity of every buffer, in bytes. */
  public int bufferSize() {
    return bufferSize;
  }

  /** Whether the buffers are outside of the heap. */
  public boolean isDirect() {
    return direct;
  }

  /** An empty buffer that belongs to the caller until it is given back, or for good. */
  public ByteBuffer acquire() {
    int start = start();
    for (int i = 0; i < slots.length(); i++) {
      int slot = slot(start, i);
      ByteBuffer buffer = slots.getPlain(slot);
      if (buffer != null && slots.compareAndSet(slot, buffer, null)) {
        return buffer.clear();
      }
    }
    return direct ? ByteBuffer.allocateDirect(bufferSize) : ByteBuffer.allocate(bufferSize);
  }

  /** Takes back a buffer that came from {@link #acquire}; the caller must not touch it any more. */
  public void release(ByteBuffer buffer) {
    int start = start();
    for (int i = 0; i < slots.length(); i++) {
      int slot = slot(start, i);
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
        return;
      }
    }
  }

  /** Lets go of all buffers. */
  public void clear() {
    for (int i = 0; i < slots.length(); i++) {
      slots.set(i, null);
    }
  }

  private static int start() {
    return (int) Thread.currentThread().threadId() * SPREAD;
  }

  private int slot(int start, int probe) {
    return (start + probe) & (slots.length() - 1);
  }
}
