package io.culvert.connector.connection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a connection. Whoever has something to send writes it himself; what the socket
 * does not take stays here in order, and the loop sends it when the socket has room again. Writers
 * wait while more than a bound is left here.
 *
 * <p>The lock of this object guards the order of records on the socket and the end of each
 * response. Under it the socket is written, which never blocks, and nothing else is done.
 */
final class Outbox {
  private static final int HIGH_WATER = 256 * 1024;
  private static final int LOW_WATER = 64 * 1024;

  private final SocketChannel channel;
  private final ConnectionSettings settings;
  private final BufferPool buffers;
  private final Runnable wantsWrite;
  private final Runnable broken;
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>(1);
  private final List<Runnable> listeners = new ArrayList<>(0);
  private int queued;

  /** Changes whenever there is room for everybody again. */
  private long round;

  private int waiting;
  private long bytesOut;
  private long bytesOutBefore = -1;
  private long lastOutput;
  private @Nullable IOException failure;

  /** What follows would be taken for what it is not. */
  private boolean pieceLost;

  /**
   * @param wantsWrite called when something is left here that the socket did not take
   * @param broken called when the socket failed; like the other, it only leaves word for the loop
   */
  Outbox(SocketChannel channel, ConnectionSettings settings, Runnable wantsWrite, Runnable broken) {
    this.channel = channel;
    this.settings = settings;
    this.buffers = settings.buffers();
    this.wantsWrite = wantsWrite;
    this.broken = broken;
  }

  /** An empty buffer for records; {@link #send} takes it back. */
  ByteBuffer buffer() {
    return buffers.acquire();
  }

  /** Gives back a buffer that was not sent. */
  void release(ByteBuffer buffer) {
    buffers.release(buffer);
  }

  /**
   * Sends whole records. The caller holds this object's lock.
   *
   * @throws IOException if the connection is broken
   */
  void send(ByteBuffer records) throws IOException {
    assert Thread.holdsLock(this);
    if (failure != null) {
      buffers.release(records);
      throw new IOException(failure.getMessage(), failure);
    }
    if (pieceLost) {
      buffers.release(records);
      throw new IOException("a piece of a response was lost when memory had run out");
    }
    if (queue.isEmpty()) {
      writeNow(records);
      if (!records.hasRemaining()) {
        buffers.release(records);
        return;
      }
      wantsWrite.run();
    }
    int length = records.remaining();
    if (!queue.isEmpty() && join(queue.getLast(), records)) {
      buffers.release(records);
    } else {
      keep(records);
    }
    queued += length;
  }

  private void keep(ByteBuffer records) {
    try {
      queue.add(records);
    } catch (OutOfMemoryError e) {
      pieceLost = true;
      broken.run();
      throw e;
    }
  }

  /** Sends a part of a response. The caller holds this object's lock. */
  void send(ByteBuffer records, Share share) throws IOException {
    share.sent(records.remaining(), round);
    send(records);
  }

  /** Many small records must not keep as many large buffers. */
  private static boolean join(ByteBuffer last, ByteBuffer records) {
    int at = last.limit();
    int length = records.remaining();
    if (length > last.capacity() - at) {
      return false;
    }
    last.limit(at + length).put(at, records, records.position(), length);
    return true;
  }

  private void writeNow(ByteBuffer records) throws IOException {
    try {
      write(records);
    } catch (IOException e) {
      buffers.release(records);
      failure = e;
      broken.run();
      throw e;
    }
  }

  private int write(ByteBuffer records) throws IOException {
    int count = channel.write(records);
    bytesOut += count;
    settings.events().bytesSent(count);
    return count;
  }

  /** Sends what the socket takes now; called by the loop when it has room. */
  void drain() {
    List<Runnable> heard = List.of();
    synchronized (this) {
      try {
        while (!queue.isEmpty()) {
          ByteBuffer records = queue.element();
          queued -= write(records);
          if (records.hasRemaining()) {
            break;
          }
          buffers.release(queue.remove());
        }
      } catch (IOException e) {
        failure = e;
        broken.run();
      }
      if (queued <= LOW_WATER || failure != null) {
        round++;
        notifyAll();
        heard = List.copyOf(listeners);
        listeners.clear();
      }
    }
    heard.forEach(settings::call);
  }

  /** Lets every writer fail from now on. */
  void fail(IOException cause) {
    List<Runnable> heard;
    synchronized (this) {
      if (failure == null) {
        failure = cause;
      }
      queue.clear();
      queued = 0;
      notifyAll();
      heard = List.copyOf(listeners);
      listeners.clear();
    }
    heard.forEach(settings::call);
  }

  synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  synchronized boolean isBroken() {
    return failure != null;
  }

  /**
   * Whether this response may send something now. While others wait each gets its share of the
   * room. Below the low water everybody may, so that nobody waits for a drain that never comes.
   */
  synchronized boolean hasRoom(Share share) {
    return hasRoom(share, waiting + listeners.size());
  }

  private boolean hasRoom(Share share, int others) {
    if (failure != null || queued <= LOW_WATER) {
      return true;
    }
    return queued < HIGH_WATER && !(others > 0 && share.isUsedUp(round));
  }

  /** Whether more is left here than all requests that may run could have brought together. */
  synchronized boolean isOverfull() {
    return queued - HIGH_WATER
        > (long) BufferPool.BUFFER_SIZE * settings.limits().requestsPerConnection();
  }

  /** Whether the front end has taken nothing of what is left here for too long. For the loop. */
  synchronized boolean isStalled(long now) {
    if (bytesOut != bytesOutBefore || queue.isEmpty()) {
      bytesOutBefore = bytesOut;
      lastOutput = now;
    }
    return now - lastOutput > settings.timeouts().write().toNanos();
  }

  /** Waits until there is room; gives way first. */
  void awaitRoom(Turn turn, Share share) throws IOException {
    if (hasRoom(share)) {
      return;
    }
    turn.giveWay();
    synchronized (this) {
      waiting++;
      try {
        while (!hasRoom(share, waiting - 1 + listeners.size())) {
          wait();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the front end");
      } finally {
        waiting--;
      }
    }
  }

  /** Calls once, as soon as there is room: at once, or later on the loop's thread. */
  void onRoom(Share share, Runnable listener) {
    synchronized (this) {
      if (!hasRoom(share)) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  /** Sends a record that no front end takes for a clean end: {@code RecordType} 0, version 0. */
  synchronized void poison() {
    try {
      send(buffer().putLong(0).flip());
    } catch (IOException _) {
      // the connection is closed in any case
    }
  }
}
