package io.culvert.container.logging;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Writes to the log what an operator has to know of connections and requests; of each kind only the
 * first ones of a minute, and how many there were.
 */
public final class EventLog implements ConnectionEvents, AutoCloseable {
  private static final Logger LOG = Logger.getLogger("io.culvert.connector");

  private final Executor minuteLater;
  private final Flood rejections;
  private final Flood failures;
  private final Flood violations;
  private final Flood faults;
  private final ConcurrentMap<Integer, Flood> refusals = new ConcurrentHashMap<>();

  public EventLog() {
    this(CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
  }

  /**
   * @param minuteLater runs what it is given when a minute has passed
   */
  EventLog(Executor minuteLater) {
    this.minuteLater = minuteLater;
    this.rejections =
        flood(Level.WARN, "connections from peers that trust.web-servers does not name");
    this.failures = flood(Level.ERROR, "requests that failed");
    this.violations = flood(Level.WARN, "connections closed that were not FastCGI 1.0");
    this.faults = flood(Level.ERROR, "faults in the connector");
  }

  private Flood flood(Level level, String what) {
    return new Flood(
        minuteLater,
        more -> LOG.logf(level, "… and %s more %s", String.format(Locale.ROOT, "%,d", more), what));
  }

  @Override
  public void connectionRejected(SocketAddress peer) {
    if (rejections.hasRoom()) {
      LOG.warnf("connection from %s closed, trust.web-servers does not name it", name(peer));
    }
  }

  @Override
  public void requestRefused(FcgiRequest request, RefusalCause cause, int status, String reason) {
    // what a client may have caused alone is nothing to be warned of
    Level level = status < 500 ? Level.INFO : Level.WARN;
    Flood flood =
        refusals.computeIfAbsent(status, _ -> flood(level, "requests refused with " + status));
    if (flood.hasRoom()) {
      LOG.logf(
          level,
          "request %d from %s refused with %d: %s",
          request.id(),
          name(request.peer()),
          status,
          Escaped.line(reason));
    }
  }

  @Override
  public void requestAborted(FcgiRequest request, String reason) {
    if (LOG.isDebugEnabled()) {
      LOG.debugf(
          "request %d from %s aborted: %s",
          request.id(), name(request.peer()), Escaped.line(reason));
    }
  }

  @Override
  public void requestFailed(FcgiRequest request, Throwable cause) {
    if (failures.hasRoom()) {
      LOG.errorf(cause, "request %d from %s failed", request.id(), name(request.peer()));
    }
  }

  @Override
  public void protocolViolated(SocketAddress peer, String violation) {
    if (violations.hasRoom()) {
      LOG.warnf(
          "connection from %s closed, what it sends is not FastCGI 1.0: %s",
          name(peer), Escaped.line(violation));
    }
  }

  @Override
  public void loopFailed(Throwable cause) {
    if (faults.hasRoom()) {
      LOG.error("a fault in the connector; its other connections go on", cause);
    }
  }

  /** A peer may bind its end of a Unix socket to a path of its own choice. */
  private static String name(SocketAddress peer) {
    String name = peer.toString();
    return name.isEmpty() ? "a Unix socket" : Escaped.line(name);
  }

  /** Tells at once what would be told at the end of the minute. */
  @Override
  public void close() {
    rejections.endMinute();
    failures.endMinute();
    violations.endMinute();
    faults.endMinute();
    refusals.values().forEach(Flood::endMinute);
  }
}
