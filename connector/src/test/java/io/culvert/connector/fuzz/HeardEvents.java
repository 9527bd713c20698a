package io.culvert.connector.fuzz;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what must come out even, and remembers a fault. */
final class HeardEvents implements ConnectionEvents {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger admitted = new AtomicInteger();
  final AtomicInteger over = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger aborted = new AtomicInteger();
  final AtomicReference<@Nullable String> violation = new AtomicReference<>();
  final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  @Override
  public void connectionOpened(SocketAddress peer) {
    opened.incrementAndGet();
  }

  @Override
  public void connectionClosed(SocketAddress peer) {
    closed.incrementAndGet();
  }

  @Override
  public void requestAdmitted(FcgiRequest request) {
    admitted.incrementAndGet();
  }

  @Override
  public void requestEnded(FcgiRequest request) {
    over.incrementAndGet();
  }

  @Override
  public void requestRefused(FcgiRequest request, int status, String reason) {
    refused.incrementAndGet();
  }

  @Override
  public void requestAborted(FcgiRequest request, String reason) {
    aborted.incrementAndGet();
  }

  @Override
  public void protocolViolated(SocketAddress peer, String reason) {
    violation.set(reason);
  }

  @Override
  public void loopFailed(Throwable cause) {
    fault.compareAndSet(null, cause);
  }
}
