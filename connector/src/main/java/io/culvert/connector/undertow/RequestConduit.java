package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.connection.RequestBody;
import io.undertow.UndertowMessages;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A request's body as Undertow reads it. Reading never waits; waiting is {@link #awaitReadable}. A
 * body that is shorter than its {@code Content-Length} ends with an exception, never as if it were
 * whole; what is longer is cut off (RFC 3875 §4.2).
 */
final class RequestConduit implements StreamSourceConduit {
  private static final long UNKNOWN = CgiRequest.UNKNOWN_LENGTH;

  private final RequestConnection connection;
  private final HttpServerExchange exchange;
  private final RequestBody body;
  private final long declared;
  private long count;
  private volatile boolean ended;
  private volatile @Nullable Readiness readiness;
  private @Nullable ReadReadyHandler handler;

  RequestConduit(RequestConnection connection, HttpServerExchange exchange, RequestBody body) {
    this.connection = connection;
    this.exchange = exchange;
    this.body = body;
    this.declared = connection.cgi().contentLength();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (ended || count == declared) {
      end();
      return -1;
    }
    refuseTooLarge(Math.max(declared, count));
    int read = readDeclared(target);
    if (read < 0) {
      refuseCutShort();
      end();
      return -1;
    }
    count += read;
    refuseTooLarge(count);
    return read;
  }

  private int readDeclared(ByteBuffer target) throws IOException {
    int limit = target.limit();
    if (declared != UNKNOWN && target.remaining() > declared - count) {
      target.limit(target.position() + (int) (declared - count));
    }
    try {
      return body.read(target);
    } finally {
      target.limit(limit);
    }
  }

  private void refuseTooLarge(long size) throws IOException {
    long most = exchange.getMaxEntitySize();
    if (most > 0 && size > most) {
      // Only this body is given up: to close the front end's connection would punish its neighbours
      discard();
      throw UndertowMessages.MESSAGES.requestEntityWasTooLarge(most);
    }
  }

  /** Also refuses the rest of a body that was thrown away because the response has ended. */
  private void refuseCutShort() throws IOException {
    if (!ended && (declared != UNKNOWN || connection.isResponseEnded())) {
      throw new IOException(
          "the request's body ended after %d of %s bytes"
              .formatted(count, declared == UNKNOWN ? "an unknown number of" : declared));
    }
  }

  private void end() {
    ended = true;
    Connectors.terminateRequest(exchange);
  }

  /** Gives up what is still to come. */
  void discard() {
    ended = true;
    body.discard();
    Connectors.terminateRequest(exchange);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      while (targets[i].hasRemaining()) {
        int read = read(targets[i]);
        if (read <= 0) {
          return total == 0 ? read : total;
        }
        total += read;
      }
    }
    return total;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
  }

  @Override
  public void awaitReadable() throws IOException {
    if (!ended) {
      body.awaitReadable();
    }
  }

  /** How long a front end may be silent is the connection's business, not the reader's. */
  @Override
  public void awaitReadable(long time, TimeUnit unit) throws IOException {
    awaitReadable();
  }

  @Override
  public void terminateReads() {
    discard();
  }

  @Override
  public boolean isReadShutdown() {
    return ended;
  }

  @Override
  public void resumeReads() {
    readiness().resume();
  }

  @Override
  public void wakeupReads() {
    readiness().wakeup();
  }

  @Override
  public void suspendReads() {
    Readiness known = readiness;
    if (known != null) {
      known.suspend();
    }
  }

  @Override
  public boolean isReadResumed() {
    Readiness known = readiness;
    return known != null && known.isResumed();
  }

  /** Made when it is needed, which for most requests is never. */
  private synchronized Readiness readiness() {
    Readiness known = readiness;
    if (known == null) {
      known = new Readiness(connection.getIoThread(), body::onReadable, this::readReady);
      readiness = known;
    }
    return known;
  }

  private void readReady() {
    if (handler != null) {
      handler.readReady();
    }
  }

  @Override
  public XnioIoThread getReadThread() {
    return connection.getIoThread();
  }

  @Override
  public void setReadReadyHandler(ReadReadyHandler handler) {
    this.handler = handler;
  }

  @Override
  public XnioWorker getWorker() {
    return connection.getWorker();
  }
}
