package io.culvert.container;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import java.net.SocketAddress;
import org.jboss.logging.Logger;

/** Writes to the log what an operator has to know of connections and requests. */
public final class EventLog implements ConnectionEvents {
  private static final Logger LOG = Logger.getLogger("io.culvert.connector");

  @Override
  public void requestRefused(FcgiRequest request, int status, String reason) {
    LOG.warnf(
        "request %d from %s refused with %d: %s",
        request.id(), name(request.peer()), status, reason);
  }

  @Override
  public void requestAborted(FcgiRequest request, String reason) {
    LOG.debugf("request %d from %s aborted: %s", request.id(), name(request.peer()), reason);
  }

  @Override
  public void requestFailed(FcgiRequest request, Throwable cause) {
    LOG.errorf(cause, "request %d from %s failed", request.id(), name(request.peer()));
  }

  @Override
  public void protocolViolated(SocketAddress peer, String violation) {
    LOG.warnf(
        "connection from %s closed, what it sends is not FastCGI 1.0: %s", name(peer), violation);
  }

  @Override
  public void loopFailed(Throwable cause) {
    LOG.error("a fault in the connector; its other connections go on", cause);
  }

  private static String name(SocketAddress peer) {
    String name = peer.toString();
    return name.isEmpty() ? "a Unix socket" : name;
  }
}
