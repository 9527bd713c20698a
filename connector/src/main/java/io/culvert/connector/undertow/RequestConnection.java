package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.wire.Role;
import io.undertow.UndertowMessages;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.SSLSessionInfo;
import io.undertow.server.ServerConnection;
import io.undertow.server.XnioBufferPoolAdaptor;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.Option;
import org.xnio.OptionMap;
import org.xnio.Pool;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.Configurable;
import org.xnio.channels.ConnectedChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * One FastCGI request as the connection that Undertow wants for every exchange. That the front end
 * multiplexes or reuses its connection is not to be seen from here: attachments, TLS information
 * and close listeners belong to this request alone.
 *
 * <p>One of the few classes of the connector that inherit: Undertow has no other way in.
 */
final class RequestConnection extends ServerConnection {
  private final Engine engine;
  private final FcgiRequest request;
  private final CgiRequest<HttpString> cgi;
  private final XnioIoThread ioThread;
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
    this.engine = engine;
    this.request = request;
    this.cgi = cgi;
    this.ioThread = engine.thread();
    this.buffers = new RequestBuffers(this, engine.buffers());
    this.exchange = new HttpServerExchange(this, new HeaderMap(), new HeaderMap(), maxEntitySize);
    this.response = new ResponseConduit(this, exchange, request.response());
    this.sink = new ConduitStreamSinkChannel(Configurable.EMPTY, response);
    this.verdict =
        request.role() == Role.AUTHORIZER ? new Verdict(exchange, request.response()) : null;
  }

  Engine engine() {
    return engine;
  }

  HttpServerExchange exchange() {
    return exchange;
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
      ioThread.execute(() -> engine.worker().execute(this::abandoned));
    } catch (RejectedExecutionException _) {
      // the server is being shut down: there is nobody left to tell
    }
  }

  private void abandoned() {
    if (!exchange.isComplete() && !engine.aborts().aborted(exchange)) {
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
      request.onAbort(() -> engine.worker().execute(this::fireCloseListeners));
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

  @Override
  protected StreamSinkConduit getSinkConduit(
      HttpServerExchange exchange, StreamSinkConduit conduit) {
    return conduit;
  }

  /** The limit is looked up at every read. */
  @Override
  protected void maxEntitySizeUpdated(HttpServerExchange exchange) {}

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
  public <A extends SocketAddress> @Nullable A getPeerAddress(Class<A> type) {
    return type.isAssignableFrom(InetSocketAddress.class) ? type.cast(getPeerAddress()) : null;
  }

  @Override
  public <A extends SocketAddress> @Nullable A getLocalAddress(Class<A> type) {
    return type.isAssignableFrom(InetSocketAddress.class) ? type.cast(getLocalAddress()) : null;
  }

  @Override
  public @Nullable SSLSessionInfo getSslSessionInfo() {
    if (!tlsKnown) {
      setSslSessionInfo(engine.tls().of(cgi, request.trust()));
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

  // --- what the engine lends

  @Override
  @Deprecated
  public Pool<ByteBuffer> getBufferPool() {
    return new XnioBufferPoolAdaptor(buffers);
  }

  @Override
  public ByteBufferPool getByteBufferPool() {
    return buffers;
  }

  @Override
  public int getBufferSize() {
    return buffers.getBufferSize();
  }

  @Override
  public XnioWorker getWorker() {
    return engine.worker();
  }

  @Override
  public XnioIoThread getIoThread() {
    return ioThread;
  }

  @Override
  public OptionMap getUndertowOptions() {
    return engine.options();
  }

  // --- what FastCGI cannot do, or the front end does

  @Override
  public HttpServerExchange sendOutOfBandResponse(HttpServerExchange exchange) {
    throw UndertowMessages.MESSAGES.outOfBandResponseNotSupported();
  }

  @Override
  public boolean isContinueResponseSupported() {
    return false;
  }

  @Override
  protected StreamConnection upgradeChannel() {
    throw UndertowMessages.MESSAGES.upgradeNotSupported();
  }

  @Override
  protected boolean isUpgradeSupported() {
    return false;
  }

  @Override
  protected void setUpgradeListener(HttpUpgradeListener upgradeListener) {
    throw UndertowMessages.MESSAGES.upgradeNotSupported();
  }

  @Override
  protected boolean isConnectSupported() {
    return false;
  }

  @Override
  protected void setConnectListener(HttpUpgradeListener connectListener) {
    throw UndertowMessages.MESSAGES.connectNotSupported();
  }

  @Override
  public boolean isRequestTrailerFieldsSupported() {
    return false;
  }

  @Override
  public boolean supportsOption(Option<?> option) {
    return false;
  }

  @Override
  public <T> @Nullable T getOption(Option<T> option) {
    return null;
  }

  @Override
  public <T> @Nullable T setOption(Option<T> option, T value) {
    return null;
  }

  /** Undertow sets such listeners on sockets; whoever must know uses {@link #addCloseListener}. */
  @Override
  public ChannelListener.Setter<? extends ConnectedChannel> getCloseSetter() {
    return new ChannelListener.SimpleSetter<RequestConnection>();
  }
}
