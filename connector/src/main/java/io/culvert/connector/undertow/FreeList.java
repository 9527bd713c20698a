package io.culvert.connector.undertow;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that wait to be used again. A thread looks first where it last put one, so it usually
 * gets back memory that is still in its processor's cache, and threads seldom meet at one slot.
 * Nothing is kept per thread: virtual threads are too many and too short for that. Any thread may
 * call; nobody waits.
 */
final class FreeList {
  private static final int PROBES = 8;

  /** Slots of neighbouring threads are this far apart, so that they share no cache line. */
  private static final int SPREAD = 32;

  private final AtomicReferenceArray<@Nullable ByteBuffer> slots;
  private final int bufferSize;
  private final boolean direct;

  /**
   * @param slots how many buffers are kept at most, a power of two
   * @param bufferSize capacity of each, in bytes
   */
  FreeList(int slots, int bufferSize, boolean direct) {
    if (Integer.bitCount(slots) != 1 || slots < PROBES) {
      throw new IllegalArgumentException("slots must be a power of two, not " + slots);
    }
    this.slots = new AtomicReferenceArray<>(slots);
    this.bufferSize = bufferSize;
    this.direct = direct;
  }

  int bufferSize() {
    return bufferSize;
  }

  boolean isDirect() {
    return direct;
  }

  /** An empty buffer that belongs to the caller until it is given back, or for good. */
  ByteBuffer take() {
    int start = start();
    for (int i = 0; i < PROBES; i++) {
      int slot = slot(start, i);
      ByteBuffer buffer = slots.getPlain(slot);
      if (buffer != null && slots.compareAndSet(slot, buffer, null)) {
        return buffer.clear();
      }
    }
    return direct ? ByteBuffer.allocateDirect(bufferSize) : ByteBuffer.allocate(bufferSize);
  }

  /** Takes back a buffer that came from {@link #take}; the caller must not touch it any more. */
  void give(ByteBuffer buffer) {
    int start = start();
    for (int i = 0; i < PROBES; i++) {
      int slot = slot(start, i);
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
        return;
      }
    }
  }

  /** Lets go of all buffers. */
  void clear() {
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
