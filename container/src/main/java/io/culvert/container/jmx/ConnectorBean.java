package io.culvert.container.jmx;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.monitor.Monitor;

/** The connector of a running server. */
record ConnectorBean(FcgiServer server, Limits limits) implements ConnectorMXBean, Readings {
  @Override
  public Monitor monitor() {
    return server.monitor();
  }

  @Override
  public int getConnectionsMax() {
    return limits.connections();
  }

  @Override
  public int getRequestsRunningMax() {
    return limits.running();
  }

  @Override
  public int getRequestsQueued() {
    return server.queuedRequests();
  }

  @Override
  public int getRequestsQueuedMax() {
    return limits.queued();
  }

  @Override
  public int getRequestsPerConnectionMax() {
    return limits.requestsPerConnection();
  }
}
