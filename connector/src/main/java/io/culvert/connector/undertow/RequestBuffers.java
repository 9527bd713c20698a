package io.culvert.connector.undertow;

import io.culvert.connector.connection.BufferPool;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.nio.ByteBuffer;

/**
 * The buffers of one request.
 *
 * <p>A buffer goes back to be used for other requests only while its request is in good order. When
 * a request is aborted, whoever cleans up closes its streams while the application may still be
 * writing into their buffers; in another request's response those bytes would be a leak. Such
 * buffers are left to the garbage collector.
 */
final class RequestBuffers implements ByteBufferPool {
  private final RequestConnection connection;
  private final BufferPool buffers;

  RequestBuffers(RequestConnection connection, BufferPool buffers) {
    this.connection = connection;
    this.buffers = buffers;
  }

  @Override
  public PooledByteBuffer allocate() {
    return new Loan(buffers.acquire());
  }

  @Override
  public ByteBufferPool getArrayBackedPool() {
    return buffers.isDirect()
        ? new RequestBuffers(connection, connection.engine().arrayBuffers())
        : this;
  }

  /** Does nothing: the buffers are shared by all requests. */
  @Override
  public void close() {}

  @Override
  public int getBufferSize() {
    return buffers.bufferSize();
  }

  @Override
  public boolean isDirect() {
    return buffers.isDirect();
  }

  private final class Loan implements PooledByteBuffer {
    private final ByteBuffer buffer;
    private boolean closed;

    Loan(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public ByteBuffer getBuffer() {
      if (closed) {
        throw new IllegalStateException("the buffer has been given back");
      }
      return buffer;
    }

    /** Synchronized because a buffer that is given back twice would be lent to two requests. */
    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      if (connection.isOpen()) {
        buffers.release(buffer);
      }
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }
  }
}
