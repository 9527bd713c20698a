package io.culvert.connector.undertow;

import io.culvert.connector.connection.BufferPool;
import io.culvert.connector.connection.ResponseStream;
import io.undertow.server.Connectors;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * A response as Undertow writes it. The head is made at the first byte, when no handler changes it
 * any more; head, content and end of a small response leave together. On the I/O thread nothing
 * waits; on any other thread writes wait until everything is taken.
 */
final class ResponseConduit implements StreamSinkConduit {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final long UNKNOWN = -1;

  /** An encoder stops this close to the end of a buffer that it calls full. */
  private static final int ENCODER_SLACK = 8;

  private final RequestConnection connection;
  private final HttpServerExchange exchange;
  private final ResponseStream response;
  private @Nullable ByteBuffer head;
  private boolean headSent;
  private @Nullable Throwable failureBefore;
  private boolean withoutContent;
  private long declared = UNKNOWN;
  private long written;
  private volatile boolean ended;
  private volatile boolean terminated;
  private volatile @Nullable Readiness readiness;
  private @Nullable WriteReadyHandler handler;

  ResponseConduit(
      RequestConnection connection, HttpServerExchange exchange, ResponseStream response) {
    this.connection = connection;
    this.exchange = exchange;
    this.response = response;
  }

  // --- the head

  /**
   * The head, or what is still to be sent of it; made at the first call. Not to be kept: once it is
   * sent its buffer belongs to another response.
   *
   * @param early whether the application wants what it has written so far to reach the client now
   */
  private ByteBuffer head(boolean early) throws IOException {
    if (ended) {
      throw new ClosedChannelException();
    }
    if (head == null) {
      declared = declaredLength();
      withoutContent =
          exchange.getRequestMethod().equals(Methods.HEAD)
              || !Connectors.isEntityBodyAllowed(exchange.getStatusCode());
      failureBefore = failure();
      head = connection.engine().heads().of(connection, early && declared == UNKNOWN);
    }
    return head;
  }

  private long declaredLength() {
    String length = exchange.getResponseHeaders().getFirst(Headers.CONTENT_LENGTH);
    try {
      return length == null ? UNKNOWN : Long.parseLong(length);
    } catch (NumberFormatException _) {
      exchange.getResponseHeaders().remove(Headers.CONTENT_LENGTH);
      return UNKNOWN;
    }
  }

  private @Nullable Throwable failure() {
    return exchange.getAttachment(DefaultResponseListener.EXCEPTION);
  }

  /** The head's buffer goes back as soon as its bytes have left, or as nobody will send them. */
  private void releaseHead() {
    ByteBuffer sent = takeHead();
    if (sent != null) {
      connection.engine().heads().release(sent);
    }
  }

  /** Once: a buffer that an abort and the writer both gave back would be lent to two requests. */
  private synchronized @Nullable ByteBuffer takeHead() {
    if (head == null || headSent) {
      return null;
    }
    ByteBuffer sent = head;
    headSent = true;
    head = NOTHING;
    return sent;
  }

  // --- content

  @Override
  public int write(ByteBuffer content) throws IOException {
    return write(content, isPartlyFilled(content));
  }

  private int write(ByteBuffer content, boolean early) throws IOException {
    ByteBuffer first = head(early);
    if (withoutContent) {
      return drop(content);
    }
    refuseSurplus(content.remaining());
    return send(first, content);
  }

  /** Applications write full buffers on their own, and others only because somebody flushes. */
  private static boolean isPartlyFilled(ByteBuffer content) {
    return content.limit() + ENCODER_SLACK < content.capacity();
  }

  /** Sends what is left of the head, and content of which it returns how much was taken. */
  private int send(ByteBuffer first, ByteBuffer content) throws IOException {
    int before = content.remaining();
    if (connection.isInIoThread()) {
      response.tryWrite(first, content);
    } else {
      response.write(first, content);
    }
    if (!first.hasRemaining()) {
      releaseHead();
    }
    int sent = before - content.remaining();
    written += sent;
    return sent;
  }

  private static int drop(ByteBuffer content) {
    int length = content.remaining();
    content.position(content.limit());
    return length;
  }

  private void refuseSurplus(long length) throws IOException {
    if (declared != UNKNOWN && length > declared - written) {
      throw new IOException(
          "the response has a Content-Length of %d, but %d bytes were written"
              .formatted(declared, written + length));
    }
  }

  /** In pairs as far as possible: two of an application's buffers make one record. */
  @Override
  public long write(ByteBuffer[] contents, int offset, int length) throws IOException {
    long total = 0;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (headSent && i + 1 < end && !withoutContent && !connection.isInIoThread()) {
        total += writePair(contents[i], contents[i + 1]);
      } else if (contents[i].hasRemaining()) {
        total += write(contents[i], false);
      }
      if (contents[i].hasRemaining()) {
        break;
      }
    }
    return total;
  }

  private long writePair(ByteBuffer first, ByteBuffer second) throws IOException {
    head(false);
    int firstLength = first.remaining();
    refuseSurplus((long) firstLength + second.remaining());
    int secondLength = send(first, second);
    written += firstLength;
    return (long) firstLength + secondLength;
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    head(false);
    if (withoutContent) {
      return count;
    }
    refuseSurplus(count);
    BufferPool buffers = connection.engine().fileBuffers();
    ByteBuffer buffer = buffers.acquire();
    try {
      long sent = 0;
      do {
        fill(buffer, source, position + sent, count - sent);
        sent += send(head(false), buffer);
      } while (sent < count && !buffer.hasRemaining());
      return sent;
    } finally {
      buffers.release(buffer);
    }
  }

  private static void fill(ByteBuffer buffer, FileChannel source, long position, long most)
      throws IOException {
    buffer.clear().limit((int) Math.min(buffer.capacity(), most));
    if (most > 0 && source.read(buffer, position) < 0) {
      throw new EOFException("the file became shorter while it was being sent");
    }
    buffer.flip();
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
  }

  // --- the end

  @Override
  public int writeFinal(ByteBuffer content) throws IOException {
    int length = content.remaining();
    boolean fits = head(false).remaining() + length <= Engine.RECORD_CONTENT;
    if (withoutContent) {
      drop(content);
    } else if (connection.isInIoThread() && !fits) {
      length = write(content, false);
      if (content.hasRemaining()) {
        return length;
      }
    } else {
      refuseSurplus(length);
      written += length;
    }
    end(head(false), content);
    return length;
  }

  @Override
  public long writeFinal(ByteBuffer[] contents, int offset, int length) throws IOException {
    long total = write(contents, offset, length);
    if (length == 0 || !contents[offset + length - 1].hasRemaining()) {
      terminateWrites();
    }
    return total;
  }

  @Override
  public void terminateWrites() throws IOException {
    if (!ended) {
      end(head(false), NOTHING);
    }
  }

  /** Content is counted already. A response that is not whole must not look as if it were. */
  private void end(ByteBuffer first, ByteBuffer content) throws IOException {
    if (!withoutContent && declared != UNKNOWN && written < declared) {
      giveUp();
      throw new IOException(
          "the response has a Content-Length of %d, but only %d bytes were written"
              .formatted(declared, written));
    }
    if (response.isCommitted()
        && !Objects.equals(failure(), failureBefore)
        && written != declared) {
      giveUp();
      return;
    }
    ended = true;
    try {
      response.end(first, content);
    } finally {
      releaseHead();
    }
  }

  private void giveUp() {
    ended = true;
    response.truncate();
    releaseHead();
  }

  @Override
  public void truncateWrites() {
    giveUp();
    terminate();
  }

  /**
   * Tells Undertow of the end only here, and not already when it was written: it counts the bytes
   * of the last write after that has returned, and its listeners log the count.
   */
  @Override
  public boolean flush() throws IOException {
    if (ended) {
      terminate();
      return true;
    }
    send(head(true), NOTHING);
    return !head(true).hasRemaining();
  }

  private void terminate() {
    if (!terminated) {
      terminated = true;
      Connectors.terminateResponse(exchange);
    }
  }

  /** False until the end was flushed: before that Undertow would take the response for broken. */
  @Override
  public boolean isWriteShutdown() {
    return terminated;
  }

  // --- readiness

  @Override
  public void resumeWrites() {
    readiness().resume();
  }

  @Override
  public void wakeupWrites() {
    readiness().wakeup();
  }

  @Override
  public void suspendWrites() {
    Readiness known = readiness;
    if (known != null) {
      known.suspend();
    }
  }

  @Override
  public boolean isWriteResumed() {
    Readiness known = readiness;
    return known != null && known.isResumed();
  }

  /** Made when it is needed, which for most requests is never. */
  private synchronized Readiness readiness() {
    Readiness known = readiness;
    if (known == null) {
      known = new Readiness(connection.getIoThread(), response::onWritable, this::writeReady);
      readiness = known;
    }
    return known;
  }

  private void writeReady() {
    if (handler != null) {
      handler.writeReady();
    }
  }

  /** Returns at once: where waiting is allowed, the writes themselves wait. */
  @Override
  public void awaitWritable() {}

  @Override
  public void awaitWritable(long time, TimeUnit unit) {}

  @Override
  public XnioIoThread getWriteThread() {
    return connection.getIoThread();
  }

  @Override
  public void setWriteReadyHandler(WriteReadyHandler handler) {
    this.handler = handler;
  }

  @Override
  public XnioWorker getWorker() {
    return connection.getWorker();
  }
}
