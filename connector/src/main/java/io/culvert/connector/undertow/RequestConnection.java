package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.wire.Role;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.Configurable;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One FastCGI request as the connection that Undertow wants for every exchange. That the front end
 * multiplexes or reuses its connection is not to be seen from here: attachments, TLS information
 * and close listeners belong to this request alone.
 */
final class RequestConnection extends EngineConnection {
  private final FcgiRequest request;
  private final CgiRequest<HttpString> cgi;
  private final HttpServerExchange exchange;
  private final ResponseConduit response;
  private final ConduitStreamSinkChannel sink;
  private final ByteBufferPool buffers;
  private final @Nullable Verdict verdict;
  private @Nullable RequestConduit body;
  private @Nullable ConduitStreamSourceChannel source;
  private @Nullable InetSocketAddress peer;
  private @Nullable InetSocketAddress local;
  private @Nullable SSLSessionInfo tls;
  private boolean tlsKnown;
  private volatile boolean closed;

  /** Guarded by this object's lock, under which nothing else happens. */
  private List<CloseListener> closeListeners = List.of();

  RequestConnection(
      Engine engine, FcgiRequest request, CgiRequest<HttpString> cgi, long maxEntitySize) {
    super(engine);
    this.request = request;
    this.cgi = cgi;
    this.buffers = new RequestBuffers(this, engine.buffers());
    this.exchange = new HttpServerExchange(this, new HeaderMap(), new HeaderMap(), maxEntitySize);
    this.response = new ResponseConduit(this, exchange, request.response());
    this.sink = new ConduitStreamSinkChannel(Configurable.EMPTY, response);
    this.verdict =
        request.role() == Role.AUTHORIZER ? new Verdict(exchange, request.response()) : null;
  }

  HttpServerExchange exchange() {
    return exchange;
  }

  FcgiRequest request() {
    return request;
  }

  CgiRequest<HttpString> cgi() {
    return cgi;
  }

  boolean isResponseEnded() {
    return request.response().isEnded();
  }

  boolean isInDoubt() {
    return request.isInDoubt();
  }

  boolean isInIoThread() {
    return exchange.isInIoThread();
  }

  /** Decides about an Authorizer's answer. */
  @Nullable Verdict verdict() {
    return verdict;
  }

  /** If the exchange goes on nevertheless, somebody has to look after it from now on. */
  void handlerReturned() {
    if (verdict != null) {
      verdict.handlerReturned();
    }
    if (!exchange.isComplete()) {
      request.onAbort(this::onAbort);
    }
  }

  /**
   * By way of the I/O thread, where a {@code ReadListener} or {@code WriteListener} that waits has
   * been told by the time this comes up: what follows would take its stream away.
   */
  private void onAbort() {
    try {
      getIoThread().execute(() -> getWorker().execute(this::abandoned));
    } catch (RejectedExecutionException _) {
      // the server is being shut down: there is nobody left to tell
    }
  }

  private void abandoned() {
    if (!exchange.isComplete() && !engine().aborts().aborted(exchange)) {
      close();
    }
  }

  // --- life

  @Override
  public boolean isOpen() {
    return !closed && !request.isAborted();
  }

  /**
   * Gives this request up, and nothing else: a response that has begun is visibly cut short,
   * another becomes a 500. The exchange is complete afterwards.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    response.truncateWrites();
    terminateRequestChannel(exchange);
    fireCloseListeners();
  }

  @Override
  public void addCloseListener(CloseListener listener) {
    boolean first;
    synchronized (this) {
      first = closeListeners.isEmpty();
      List<CloseListener> more = new ArrayList<>(closeListeners);
      more.add(listener);
      closeListeners = more;
    }
    if (first) {
      request.onAbort(() -> getWorker().execute(this::fireCloseListeners));
    }
  }

  private void fireCloseListeners() {
    List<CloseListener> heard;
    synchronized (this) {
      heard = closeListeners;
      closeListeners = List.of();
    }
    heard.forEach(listener -> listener.closed(this));
  }

  /** The exchange is over; its application may still be running. */
  @Override
  protected void exchangeComplete(HttpServerExchange exchange) {
    if (verdict != null) {
      verdict.responseEnded();
    } else if (!request.response().isEnded()) { // Undertow gave the exchange up
      request.response().truncate();
    }
  }

  // --- body and response

  /**
   * What the application has not read, it does not want: without this the end of the exchange would
   * wait until the client has sent all of it.
   */
  @Override
  public void terminateRequestChannel(HttpServerExchange exchange) {
    request.body().discard();
    if (body != null) {
      body.discard();
    }
    Connectors.terminateRequest(exchange);
  }

  @Override
  protected ConduitStreamSinkChannel getSinkChannel() {
    return sink;
  }

  @Override
  protected ConduitStreamSourceChannel getSourceChannel() {
    if (source == null) {
      body = new RequestConduit(this, exchange, request.body());
      source = new ConduitStreamSourceChannel(Configurable.EMPTY, body);
    }
    return source;
  }

  // --- who, where and how

  @Override
  public InetSocketAddress getPeerAddress() {
    if (peer == null) {
      peer = cgi.clientAddress();
    }
    return peer;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    if (local == null) {
      local = cgi.localAddress();
    }
    return local;
  }

  @Override
  public @Nullable SSLSessionInfo getSslSessionInfo() {
    if (!tlsKnown) {
      setSslSessionInfo(engine().tls().of(cgi, request.trust()));
    }
    return tls;
  }

  @Override
  public void setSslSessionInfo(@Nullable SSLSessionInfo info) {
    tls = info;
    tlsKnown = true;
  }

  @Override
  public String getTransportProtocol() {
    return "fcgi";
  }

  @Override
  public ByteBufferPool getByteBufferPool() {
    return buffers;
  }
}
