package io.culvert.container.jmx;

import io.culvert.connector.monitor.ListenerMonitor;

/** One listener of a running server. */
record ListenerBean(ListenerMonitor monitor) implements ListenerMXBean, Readings {
  @Override
  public String getAddress() {
    return monitor.name();
  }
}
