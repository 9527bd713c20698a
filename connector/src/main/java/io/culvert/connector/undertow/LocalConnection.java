package io.culvert.connector.undertow;

import io.undertow.UndertowMessages;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.SSLSessionInfo;
import io.undertow.server.ServerConnection;
import io.undertow.server.XnioBufferPoolAdaptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
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
import org.xnio.conduits.EmptyStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The connection of a request that nobody sent: it has no body, and what the application answers
 * goes nowhere. Like {@link RequestConnection} it inherits because Undertow has no other way in.
 */
final class LocalConnection extends ServerConnection {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);

  private final Engine engine;
  private final XnioIoThread ioThread;
  private final ByteBufferPool buffers;
  private final ConduitStreamSinkChannel sink;
  private final ConduitStreamSourceChannel source;
  private final CompletableFuture<HttpServerExchange> end = new CompletableFuture<>();
  private final HttpServerExchange exchange;
  private @Nullable SSLSessionInfo tls;

  LocalConnection(Engine engine) {
    this.engine = engine;
    this.ioThread = engine.thread();
    this.buffers = new DefaultByteBufferPool(false, engine.buffers().bufferSize(), 0, 0);
    this.sink =
        new ConduitStreamSinkChannel(
            Configurable.EMPTY, new DiscardingConduit(ioThread, this::responded));
    this.source =
        new ConduitStreamSourceChannel(Configurable.EMPTY, new EmptyStreamSourceConduit(ioThread));
    this.exchange = new HttpServerExchange(this);
  }

  HttpServerExchange exchange() {
    return exchange;
  }

  /** The exchange, when its response is complete. */
  CompletableFuture<HttpServerExchange> end() {
    return end;
  }

  private void responded() {
    Connectors.terminateResponse(exchange);
  }

  // --- life

  @Override
  protected void exchangeComplete(HttpServerExchange exchange) {
    end.complete(exchange);
  }

  @Override
  public boolean isOpen() {
    return !end.isDone();
  }

  /** Undertow gives the exchange up. */
  @Override
  public void close() {
    end.complete(exchange);
  }

  /** Nobody goes away before the end. */
  @Override
  public void addCloseListener(CloseListener listener) {
    Future<?> _ = end.whenComplete((_, _) -> listener.closed(this));
  }

  @Override
  public void terminateRequestChannel(HttpServerExchange exchange) {}

  @Override
  protected ConduitStreamSinkChannel getSinkChannel() {
    return sink;
  }

  @Override
  protected ConduitStreamSourceChannel getSourceChannel() {
    return source;
  }

  @Override
  protected StreamSinkConduit getSinkConduit(
      HttpServerExchange exchange, StreamSinkConduit conduit) {
    return conduit;
  }

  @Override
  protected void maxEntitySizeUpdated(HttpServerExchange exchange) {}

  // --- who and where

  @Override
  public InetSocketAddress getPeerAddress() {
    return HERE;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return HERE;
  }

  @Override
  public <A extends SocketAddress> @Nullable A getPeerAddress(Class<A> type) {
    return type.isInstance(HERE) ? type.cast(HERE) : null;
  }

  @Override
  public <A extends SocketAddress> @Nullable A getLocalAddress(Class<A> type) {
    return getPeerAddress(type);
  }

  @Override
  public @Nullable SSLSessionInfo getSslSessionInfo() {
    return tls;
  }

  @Override
  public void setSslSessionInfo(@Nullable SSLSessionInfo info) {
    tls = info;
  }

  @Override
  public String getTransportProtocol() {
    return "local";
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

  // --- what has no sense without a client

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
  protected void setUpgradeListener(HttpUpgradeListener listener) {
    throw UndertowMessages.MESSAGES.upgradeNotSupported();
  }

  @Override
  protected boolean isConnectSupported() {
    return false;
  }

  @Override
  protected void setConnectListener(HttpUpgradeListener listener) {
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

  @Override
  public ChannelListener.Setter<? extends ConnectedChannel> getCloseSetter() {
    return new ChannelListener.SimpleSetter<LocalConnection>();
  }
}
