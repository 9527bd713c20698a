package io.culvert.connector.undertow;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.Configurable;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.EmptyStreamSourceConduit;

/**
 * The connection of a request that nobody sent: it has no body, and what the application answers
 * goes nowhere.
 */
final class LocalConnection extends EngineConnection {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);

  private final ByteBufferPool buffers;
  private final ConduitStreamSinkChannel sink;
  private final ConduitStreamSourceChannel source;
  private final CompletableFuture<HttpServerExchange> end = new CompletableFuture<>();
  private final HttpServerExchange exchange;
  private @Nullable SSLSessionInfo tls;

  LocalConnection(Engine engine) {
    super(engine);
    this.buffers = new DefaultByteBufferPool(false, engine.buffers().bufferSize(), 0, 0);
    this.sink =
        new ConduitStreamSinkChannel(
            Configurable.EMPTY, new DiscardingConduit(getIoThread(), this::responded));
    this.source =
        new ConduitStreamSourceChannel(
            Configurable.EMPTY, new EmptyStreamSourceConduit(getIoThread()));
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

  @Override
  public ByteBufferPool getByteBufferPool() {
    return buffers;
  }
}
