package io.culvert.container.hosts;

import io.culvert.container.apps.VirtualHost;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The applications of one host name: those bound to a port, and those that any port reaches. */
final class HostPorts {
  private static final PathTable EMPTY = new PathTable(Map.of());

  private final PathTable anyPort;
  private final int[] ports;
  private final PathTable[] byPort;

  HostPorts(Map<Integer, PathTable> tables) {
    this.anyPort = tables.getOrDefault(VirtualHost.ANY_PORT, EMPTY);
    this.ports =
        tables.keySet().stream()
            .mapToInt(Integer::intValue)
            .filter(port -> port != VirtualHost.ANY_PORT)
            .toArray();
    this.byPort = new PathTable[ports.length];
    for (int i = 0; i < ports.length; i++) {
      byPort[i] = tables.getOrDefault(ports[i], EMPTY);
    }
  }

  @Nullable Mount find(int port, String path) {
    for (int i = 0; i < ports.length; i++) {
      if (ports[i] == port) {
        Mount found = byPort[i].find(path);
        return found == null ? anyPort.find(path) : found;
      }
    }
    return anyPort.find(path);
  }
}
