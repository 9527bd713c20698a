package io.culvert.connector;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what happened on connections, for tests to look at. */
final class RecordedEvents implements ConnectionEvents {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  final Queue<String> violations = new ConcurrentLinkedQueue<>();
  final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  volatile Runnable whenRequestFails = () -> {};

  @Override
  public void connectionOpened(SocketAddress peer) {
    opened.incrementAndGet();
  }

  @Override
  public void connectionClosed(SocketAddress peer) {
    closed.incrementAndGet();
  }

  @Override
  public void requestStarted(FcgiRequest request) {
    started.incrementAndGet();
  }

  @Override
  public void requestEnded(FcgiRequest request) {
    ended.incrementAndGet();
  }

  @Override
  public void requestFailed(FcgiRequest request, Throwable cause) {
    whenRequestFails.run();
  }

  @Override
  public void protocolViolated(SocketAddress peer, String violation) {
    violations.add(violation);
  }

  @Override
  public void loopFailed(Throwable cause) {
    faults.add(cause);
  }
}
