package io.culvert.connector;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what happened on connections, for tests to look at. */
public final class RecordedEvents implements ConnectionEvents {
  public final AtomicInteger opened = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public final AtomicInteger admitted = new AtomicInteger();
  public final AtomicInteger refused = new AtomicInteger();
  public final AtomicInteger started = new AtomicInteger();
  public final AtomicInteger ended = new AtomicInteger();
  public final AtomicInteger aborted = new AtomicInteger();
  public final Queue<RefusalCause> causes = new ConcurrentLinkedQueue<>();
  public final Queue<String> violations = new ConcurrentLinkedQueue<>();
  public final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  public volatile Runnable whenAdmitted = () -> {};
  public volatile Runnable whenRequestFails = () -> {};

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
    whenAdmitted.run();
  }

  @Override
  public void requestRefused(FcgiRequest request, RefusalCause cause, int status, String reason) {
    refused.incrementAndGet();
    causes.add(cause);
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
  public void requestAborted(FcgiRequest request, String reason) {
    aborted.incrementAndGet();
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
