package io.culvert.container.relay;

import io.culvert.connector.client.FcgiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Another node: connections that are kept to it, and whether it was there when it was last tried.
 * Any thread.
 */
final class RemoteNode implements AutoCloseable {
  /** To connect and be greeted. On one network that takes no time, unless the node hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Between two tries to reach a node that is not there; meanwhile nobody waits for it. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int MOST_IDLE = 32;

  /** Nobody answers there. */
  static final class Away extends IOException {
    private static final long serialVersionUID = 1L;

    Away(IOException cause) {
      super(cause);
    }
  }

  private static final Logger LOG = Logger.getLogger(RemoteNode.class);

  private final NodeAddress address;
  private final LongSupplier nanoTime;
  private final ConcurrentLinkedDeque<FcgiClient> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicLong nextTry = new AtomicLong();
  private volatile boolean closed;

  /**
   * @param nanoTime tells how long the node has been away
   */
  RemoteNode(NodeAddress address, LongSupplier nanoTime) {
    this.address = address;
    this.nanoTime = nanoTime;
  }

  /** Of those that would meet a node that is away, one may find out each time. */
  private boolean isWorthATry() {
    if (!away.get()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    long next = nextTry.get();
    return now - next >= 0 && nextTry.compareAndSet(next, now + PAUSE_NANOS);
  }

  /**
   * A connection over which a request can be sent now, a kept one if there is any.
   *
   * @throws Away if the node is not there
   */
  FcgiClient connect() throws Away {
    FcgiClient kept = idle.pollFirst();
    while (kept != null) {
      idleCount.decrementAndGet();
      if (kept.isOpen()) {
        return kept;
      }
      Line.close(kept);
      kept = idle.pollFirst();
    }
    return connectAnew();
  }

  /**
   * A new connection.
   *
   * @throws Away if the node is not there, or was not a moment ago
   */
  FcgiClient connectAnew() throws Away {
    if (!isWorthATry()) {
      throw new Away(new IOException("%s was not there a moment ago".formatted(address)));
    }
    try {
      FcgiClient client = FcgiClient.greet(address.socket(), PATIENCE);
      if (away.compareAndSet(true, false)) {
        LOG.infof("%s is there again", address);
      }
      return client;
    } catch (IOException e) {
      nextTry.set(nanoTime.getAsLong() + PAUSE_NANOS);
      if (away.compareAndSet(false, true)) {
        LOG.warnf(
            "%s cannot be reached: %s; requests of its sessions are served here, with new ones",
            address, e);
      }
      throw new Away(e);
    }
  }

  /** Keeps a connection for the next request, if it can have one and not too many are kept. */
  void giveBack(FcgiClient client) {
    if (!client.isDone() || closed) {
      Line.close(client);
    } else if (idleCount.incrementAndGet() > MOST_IDLE) {
      idleCount.decrementAndGet();
      Line.close(client);
    } else {
      idle.addFirst(client);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  /** Ends the connections that are kept, and those that come back. */
  @Override
  public void close() {
    closed = true;
    for (FcgiClient kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      Line.close(kept);
    }
  }
}
