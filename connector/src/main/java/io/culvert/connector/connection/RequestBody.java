package io.culvert.connector.connection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code STDIN} stream of one request, or the {@code DATA} of a Filter: fed by the loop, read
 * by the application.
 *
 * <p>FastCGI has no flow control for one request. What the application has not read yet is kept in
 * memory up to a bound; then the connection is not read for a while; and if nobody reads on, which
 * could be for ever because the front end waits to be rid of the body first, the rest goes to a
 * temporary file.
 *
 * <p>The lock of this object guards all its fields; nothing but the temporary file is touched under
 * it.
 */
public final class RequestBody {
  private final FcgiRequest request;
  private final int memoryLimit;
  private final long spoolLimit;
  private final Pieces pieces;
  private boolean memoryWasFull;
  private int waiting;
  private boolean untold;
  private boolean anyContent;
  private boolean complete;
  private boolean discarded;
  private boolean spilling;
  private @Nullable Spool spool;
  private @Nullable IOException failure;
  private @Nullable Runnable listener;

  RequestBody(FcgiRequest request, Limits limits) {
    this.request = request;
    this.memoryLimit = limits.bodyMemory();
    this.spoolLimit = limits.bodySpool();
    this.pieces = new Pieces(request.connection().settings().bodies());
  }

  /**
   * Copies what has arrived. Never waits.
   *
   * @return the number of bytes, 0 if nothing is there yet, -1 at the end of the body
   * @throws IOException if the body will never be complete: the request was aborted or the front
   *     end went away
   */
  public int read(ByteBuffer target) throws IOException {
    int count;
    boolean roomAgain;
    synchronized (this) {
      boolean fileWasFull = spilling && isFull();
      count = take(target);
      roomAgain = (fileWasFull && !isFull()) || memoryHasRoomAgain();
    }
    if (roomAgain) {
      request.bodyHasRoom();
    }
    return count;
  }

  /** Half of it: for every little bit the loop would have to be woken for as little. */
  private boolean memoryHasRoomAgain() {
    if (!memoryWasFull || pieces.bytes() > memoryLimit / 2) {
      return false;
    }
    memoryWasFull = false;
    return true;
  }

  /**
   * As {@link #read}, but waits while nothing has arrived.
   *
   * @throws IOException as {@link #read} and {@link #awaitReadable}
   */
  public int awaitAndRead(ByteBuffer target) throws IOException {
    int count = read(target);
    while (count == 0) {
      awaitReadable();
      count = read(target);
    }
    return count;
  }

  private int take(ByteBuffer target) throws IOException {
    int count = pieces.take(target);
    if (count == 0 && spool != null && spool.unread() > 0) {
      return spool.read(target);
    }
    if (count > 0 || !target.hasRemaining()) {
      return count;
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return complete || discarded ? -1 : 0;
  }

  /**
   * Waits until {@link #read} has something to say: content, the end, or a failure.
   *
   * @throws InterruptedIOException if the application interrupted this thread
   */
  public void awaitReadable() throws IOException {
    while (!isReadable()) {
      if (!request.turn().lookForInput(request.connection())) {
        break;
      }
    }
    if (isReadable()) {
      return;
    }
    request.turn().giveWay();
    synchronized (this) {
      waiting++;
      try {
        while (!isReadable()) {
          wait();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the request's body");
      } finally {
        waiting--;
      }
    }
  }

  private synchronized boolean isReadable() {
    return !pieces.isEmpty()
        || complete
        || discarded
        || failure != null
        || (spool != null && spool.unread() > 0);
  }

  /**
   * Calls {@code listener} once, as soon as {@link #read} has something to say: at once on the
   * calling thread, or later on a loop's thread, where it must not wait.
   */
  public void onReadable(Runnable listener) {
    synchronized (this) {
      if (!isReadable()) {
        this.listener = listener;
        return;
      }
    }
    listener.run();
  }

  /**
   * Throws away what has come and what is still to come. {@link #read} is at the end from now on.
   */
  public void discard() {
    boolean wasFull;
    synchronized (this) {
      wasFull = isFull() || memoryWasFull; // then the connection may be waiting for room
      discarded = true;
      dropContent();
    }
    tell();
    if (wasFull) {
      request.bodyHasRoom();
    }
  }

  /** Whether the end of the body has arrived, read or not. */
  public synchronized boolean isComplete() {
    return complete;
  }

  /** Whether somebody may still want what has yet to arrive. */
  synchronized boolean isAwaited() {
    return !complete && !discarded && failure == null;
  }

  /** Whether the body is complete and there was nothing in it. */
  public synchronized boolean isEmpty() {
    return complete && !anyContent;
  }

  /**
   * Takes a piece that has arrived; copies it, unless nobody wants it.
   *
   * @return whether somebody waits for it who is to be told soon; once until that is done
   */
  synchronized boolean offer(ByteBuffer content) {
    anyContent = true;
    if (discarded || failure != null) {
      return false;
    }
    if (spilling && spool != null && !(spool.unread() == 0 && pieces.isEmpty())) {
      spill(spool, content);
    } else {
      pieces.add(content);
      memoryWasFull |= pieces.bytes() >= memoryLimit;
    }
    boolean first = !untold && (waiting > 0 || listener != null);
    untold |= first;
    return first;
  }

  private void spill(Spool spool, ByteBuffer content) {
    try {
      spool.append(content);
    } catch (IOException e) {
      failure = new IOException("cannot keep the request's body in a temporary file: " + e, e);
    }
  }

  /** The empty {@code STDIN} record has arrived. */
  void end() {
    synchronized (this) {
      complete = true;
    }
    tell();
  }

  /** The rest of the body will never arrive. */
  void fail(IOException cause) {
    synchronized (this) {
      if (complete || failure != null) {
        return;
      }
      failure = cause;
    }
    tell();
  }

  /** Whether the connection should not be read for now. */
  synchronized boolean isFull() {
    if (discarded || failure != null || complete) {
      return false;
    }
    return spilling ? spool != null && spool.size() >= spoolLimit : pieces.bytes() >= memoryLimit;
  }

  /** Keeps what arrives from now on in a temporary file. */
  void spill() {
    synchronized (this) {
      if (spilling || discarded || spoolLimit == 0) {
        return;
      }
      try {
        spool = new Spool();
        spilling = true;
      } catch (IOException e) {
        failure = new IOException("cannot create a temporary file for the request's body: " + e, e);
      }
    }
    tell();
  }

  /** Frees memory and file. The request is over. */
  synchronized void release() {
    discarded = true;
    dropContent();
  }

  private void dropContent() {
    pieces.drop();
    if (spool != null) {
      try {
        spool.close();
      } catch (IOException _) {
        // a temporary file that was not deleted is the worst of it
      }
      spool = null;
      spilling = false;
    }
  }

  /** Tells whoever waits that {@link #read} may have something to say. */
  public void tell() {
    Runnable heard;
    synchronized (this) {
      untold = false;
      if (waiting > 0) {
        notifyAll();
      }
      heard = listener;
      listener = null;
    }
    if (heard != null) {
      request.connection().settings().call(heard);
    }
  }
}
