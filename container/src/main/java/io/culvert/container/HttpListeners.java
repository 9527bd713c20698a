package io.culvert.container;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Plain HTTP on the same applications, for development: Undertow's own listener. Requests that come
 * before {@link #serve} are answered with {@code 503}.
 */
final class HttpListeners implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final List<AcceptingChannel<StreamConnection>> channels = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final HttpOpenListener listener;
  private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 1000, 0);

  private HttpListeners(long maxBody) {
    OptionMap options =
        OptionMap.builder()
            .set(UndertowOptions.MAX_ENTITY_SIZE, maxBody == 0 ? -1 : maxBody)
            .set(UndertowOptions.MULTIPART_MAX_ENTITY_SIZE, maxBody == 0 ? -1 : maxBody)
            .set(UndertowOptions.ALLOW_EQUALS_IN_COOKIE_VALUE, true)
            .getMap();
    listener = new HttpOpenListener(buffers, options);
    listener.setRootHandler(HttpListeners::refuse);
  }

  private static void refuse(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    exchange.endExchange();
  }

  /**
   * Listens on all addresses.
   *
   * @throws IOException if one cannot be listened on; then none is
   */
  static HttpListeners open(List<InetSocketAddress> addresses, XnioWorker worker, long maxBody)
      throws IOException {
    HttpListeners listeners = new HttpListeners(maxBody);
    try {
      for (InetSocketAddress address : addresses) {
        listeners.add(address, worker);
      }
      return listeners;
    } catch (IOException | RuntimeException e) {
      listeners.close();
      throw e;
    }
  }

  private void add(InetSocketAddress address, XnioWorker worker) throws IOException {
    ChannelListener<AcceptingChannel<StreamConnection>> acceptor =
        ChannelListeners.openListenerAdapter(listener);
    try {
      AcceptingChannel<StreamConnection> channel =
          worker.createStreamConnectionServer(address, acceptor, OptionMap.EMPTY);
      channels.add(channel);
      addresses.add(channel.getLocalAddress(InetSocketAddress.class));
      channel.resumeAccepts();
    } catch (IOException e) {
      throw new IOException(
          "HTTP %s:%d: cannot listen: %s. Is another server running there?"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  /** Answers requests from now on. */
  void serve(HttpHandler handler) {
    listener.setRootHandler(handler);
  }

  /** Takes no new connections, and answers requests on those that are open with {@code 503}. */
  void refuse() {
    channels.forEach(IoUtils::safeClose);
    listener.setRootHandler(HttpListeners::refuse);
  }

  List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  public void close() {
    refuse();
    buffers.close();
  }
}
