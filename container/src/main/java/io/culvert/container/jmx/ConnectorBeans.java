package io.culvert.container.jmx;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;

/** {@code io.culvert:type=Connector}, and {@code type=Listener} for each address. */
public final class ConnectorBeans {
  private ConnectorBeans() {}

  /** Registers the beans of a server that runs. */
  public static void register(MBeans beans, FcgiServer server, FcgiServerConfig config) {
    beans.register("Connector", ConnectorMXBean.class, new ConnectorBean(server, config));
    server
        .monitor()
        .listeners()
        .forEach(
            listener ->
                beans.register(
                    "Listener", listener.name(), ListenerMXBean.class, new ListenerBean(listener)));
  }
}
