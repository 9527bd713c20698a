package io.culvert.container.jmx;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.monitor.Monitor;

/** The connector of a running server. */
record ConnectorBean(FcgiServer server, FcgiServerConfig config)
    implements ConnectorMXBean, Readings {
  @Override
  public Monitor monitor() {
    return server.monitor();
  }

  @Override
  public int getConnectionsMax() {
    return config.limits().connections();
  }

  @Override
  public int getRequestsRunningMax() {
    return config.limits().running();
  }

  @Override
  public int getRequestsQueued() {
    return server.queuedRequests();
  }

  @Override
  public int getRequestsQueuedMax() {
    return config.limits().queued();
  }

  @Override
  public int getThreadsHeldUp() {
    return server.threadUse().heldUp();
  }

  @Override
  public int getThreadsPlatform() {
    return server.threadUse().platform();
  }

  @Override
  public int getThreadsPlatformMax() {
    return server.threadUse().platformMax();
  }

  @Override
  public int getThreadsVirtual() {
    return server.threadUse().virtual();
  }

  @Override
  public int getThreadsLoops() {
    return config.threads().loops();
  }

  @Override
  public int getRequestsPerConnectionMax() {
    return config.limits().requestsPerConnection();
  }
}
