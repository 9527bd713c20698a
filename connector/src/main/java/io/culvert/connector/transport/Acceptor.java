package io.culvert.connector.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts connections on a thread of its own, so that no load on the loops lets a backlog run full.
 * At the limit of connections it leaves further ones in the backlog until one is closed.
 */
public final class Acceptor implements AutoCloseable {
  private static final long RETRY_MILLIS = 100;

  /** While the server drains, descriptors become free. */
  private static final int LAST_RETRIES = 100;

  private final List<Listener> listeners;
  private final PeerFilter filter;
  private final int most;
  private final Arrivals arrivals;
  private final Selector selector;
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  /**
   * Starts to accept.
   *
   * @param most connections that may be open at once
   * @param arrivals gets every connection that is let in
   */
  public Acceptor(List<Listener> listeners, PeerFilter filter, int most, Arrivals arrivals)
      throws IOException {
    this.listeners = List.copyOf(listeners);
    this.filter = filter;
    this.most = most;
    this.arrivals = arrivals;
    this.selector = Selector.open();
    for (Listener listener : listeners) {
      listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
    }
    Thread.ofPlatform().name("culvert-acceptor").start(this::run);
  }

  private void connectionClosed() {
    if (open.getAndDecrement() == most) {
      selector.wakeup();
    }
  }

  /** The number of connections that are open now. */
  public int openConnections() {
    return open.get();
  }

  private void run() {
    try {
      while (!closing) {
        acceptNext();
      }
      stopListening();
    } catch (IOException _) {
      // the sockets are closed, or as good as
    } finally {
      ended.countDown();
    }
  }

  private void acceptNext() throws IOException {
    try {
      boolean full = open.get() >= most;
      for (SelectionKey key : selector.keys()) {
        key.interestOps(full ? 0 : SelectionKey.OP_ACCEPT);
      }
      selector.select(key -> acceptAll((Listener) key.attachment()), full ? RETRY_MILLIS : 0);
    } catch (OutOfMemoryError _) {
      pause();
    }
  }

  /** Empties a backlog, as far as the limit allows. */
  private void acceptAll(Listener listener) {
    try {
      while (open.get() < most && acceptOne(listener)) {
        // there may be more
      }
    } catch (IOException | OutOfMemoryError _) {
      pause();
    }
  }

  /** Whether there was a connection; with several processes on a socket another may get it. */
  private boolean acceptOne(Listener listener) throws IOException {
    SocketChannel channel = listener.channel().accept();
    if (channel == null) {
      return false;
    }
    try {
      take(listener, channel);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    return true;
  }

  /**
   * Out of descriptors or memory, or the peer has gone: the backlog keeps the others; do not spin.
   */
  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
  }

  private void take(Listener listener, SocketChannel channel) throws IOException {
    SocketAddress peer = channel.getRemoteAddress();
    if (!filter.lets(peer)) {
      channel.close();
      arrivals.rejected(listener, peer);
      return;
    }
    open.incrementAndGet();
    try {
      arrivals.accepted(listener, channel, this::connectionClosed);
    } catch (RuntimeException | Error e) {
      connectionClosed();
      throw e;
    }
  }

  private void stopListening() throws IOException {
    for (Listener listener : listeners) {
      try {
        listener.hide();
      } catch (IOException _) {
        // the file stays, and the next start replaces it
      }
      takeTheRest(listener);
      try {
        listener.close();
        // only now does the kernel close it
        selector.selectNow();
      } catch (IOException _) {
        // the others have to be closed all the same
      }
    }
    selector.close();
  }

  /**
   * Takes everybody who waits, for they would be reset otherwise, even beyond the limit. But no
   * more than a backlog holds: on a socket that others listen on as well there is no end.
   */
  private void takeTheRest(Listener listener) {
    int retries = LAST_RETRIES;
    for (int taken = 0; taken < Listener.BACKLOG; taken++) {
      try {
        if (!acceptOne(listener)) {
          return;
        }
      } catch (IOException | OutOfMemoryError _) {
        if (retries-- == 0) {
          return;
        }
        pause();
      }
    }
  }

  /** Takes what is in the backlogs and closes the listening sockets. Returns when it is done. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
