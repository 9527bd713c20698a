package io.culvert.connector.undertow;

import io.undertow.UndertowMessages;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.ServerConnection;
import io.undertow.server.XnioBufferPoolAdaptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.Option;
import org.xnio.OptionMap;
import org.xnio.Pool;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.ConnectedChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What every exchange of the engine has in common: what the engine lends it, and what there is not
 * without a socket of one's own. Its heirs inherit because Undertow has no other way in.
 */
abstract class EngineConnection extends ServerConnection {
  private final Engine engine;
  private final XnioIoThread ioThread;

  EngineConnection(Engine engine) {
    this.engine = engine;
    this.ioThread = engine.thread();
  }

  final Engine engine() {
    return engine;
  }

  // --- what the engine lends

  /** Deprecated by Undertow, which has callers of its own. */
  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // nobody calls it by this type
  public Pool<ByteBuffer> getBufferPool() {
    return new XnioBufferPoolAdaptor(getByteBufferPool());
  }

  @Override
  public final int getBufferSize() {
    return getByteBufferPool().getBufferSize();
  }

  @Override
  public final XnioWorker getWorker() {
    return engine.worker();
  }

  @Override
  public final XnioIoThread getIoThread() {
    return ioThread;
  }

  @Override
  public final OptionMap getUndertowOptions() {
    return engine.options();
  }

  // --- what is the same for all

  @Override
  public abstract InetSocketAddress getPeerAddress();

  @Override
  public abstract InetSocketAddress getLocalAddress();

  @Override
  public final <A extends SocketAddress> @Nullable A getPeerAddress(Class<A> type) {
    return type.isAssignableFrom(InetSocketAddress.class) ? type.cast(getPeerAddress()) : null;
  }

  @Override
  public final <A extends SocketAddress> @Nullable A getLocalAddress(Class<A> type) {
    return type.isAssignableFrom(InetSocketAddress.class) ? type.cast(getLocalAddress()) : null;
  }

  @Override
  protected final StreamSinkConduit getSinkConduit(
      HttpServerExchange exchange, StreamSinkConduit conduit) {
    return conduit;
  }

  /** The limit is looked up at every read. */
  @Override
  protected final void maxEntitySizeUpdated(HttpServerExchange exchange) {}

  // --- what FastCGI cannot do, or the front end does

  @Override
  public final HttpServerExchange sendOutOfBandResponse(HttpServerExchange exchange) {
    throw UndertowMessages.MESSAGES.outOfBandResponseNotSupported();
  }

  @Override
  public final boolean isContinueResponseSupported() {
    return false;
  }

  @Override
  protected final StreamConnection upgradeChannel() {
    throw UndertowMessages.MESSAGES.upgradeNotSupported();
  }

  @Override
  protected final boolean isUpgradeSupported() {
    return false;
  }

  @Override
  protected final void setUpgradeListener(HttpUpgradeListener listener) {
    throw UndertowMessages.MESSAGES.upgradeNotSupported();
  }

  @Override
  protected final boolean isConnectSupported() {
    return false;
  }

  @Override
  protected final void setConnectListener(HttpUpgradeListener listener) {
    throw UndertowMessages.MESSAGES.connectNotSupported();
  }

  @Override
  public final boolean isRequestTrailerFieldsSupported() {
    return false;
  }

  @Override
  public final boolean supportsOption(Option<?> option) {
    return false;
  }

  @Override
  public final <T> @Nullable T getOption(Option<T> option) {
    return null;
  }

  @Override
  public final <T> @Nullable T setOption(Option<T> option, T value) {
    return null;
  }

  /** Undertow sets such listeners on sockets; whoever must know uses {@link #addCloseListener}. */
  @Override
  public final ChannelListener.Setter<? extends ConnectedChannel> getCloseSetter() {
    return new ChannelListener.SimpleSetter<EngineConnection>();
  }
}
