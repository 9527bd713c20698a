package io.culvert.container.jmx;

import io.culvert.container.config.RemoteJmx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * JMX over the network, for those who have a password: Java's connector, with registry and
 * connector on one port of one address.
 */
public final class RemoteConnector implements AutoCloseable {
  private static final String NAME = "jmxrmi";

  /** Which host stubs tell clients to connect to. */
  private static final String STUB_HOST = "java.rmi.server.hostname";

  /** What may be bound to the registry from outside this process: nothing. */
  private static final String REGISTRY_FILTER = "sun.rmi.registry.registryFilter";

  /** What attributes, operations and queries need, and nothing that runs code when it is read. */
  private static final String ARGUMENTS =
      "maxdepth=20;maxrefs=10000;maxbytes=1000000;java.lang.*;java.math.*;java.util.*;"
          + "javax.management.*;javax.management.openmbean.*;java.rmi.MarshalledObject;"
          + "javax.security.auth.Subject;!*";

  private final Registry registry;
  private final RMIConnectorServer connector;

  private RemoteConnector(Registry registry, RMIConnectorServer connector) {
    this.registry = registry;
    this.connector = connector;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if that is not possible, or if others could read the passwords; the message
   *     is made for the operator
   */
  public static RemoteConnector start(RemoteJmx config) throws IOException {
    PrivateFile.require("jmx.password-file", config.passwords());
    PrivateFile.requireUnchanged("jmx.access-file", config.access());
    try {
      return start(config, sockets(config));
    } catch (IOException e) {
      throw new IOException("jmx.remote: %s".formatted(e.getMessage()), e);
    }
  }

  private static BoundSockets sockets(RemoteJmx config) throws IOException {
    InetAddress address = config.listen().getAddress();
    return config.tls().isPresent()
        ? BoundSockets.secure(address, KeyStoreFile.read(config.tls().get()))
        : BoundSockets.plain(address);
  }

  private static RemoteConnector start(RemoteJmx config, BoundSockets sockets) throws IOException {
    prepare(config.listen());
    int port = config.listen().getPort();
    Optional<SslRMIClientSocketFactory> clients =
        config.tls().map(_ -> new SslRMIClientSocketFactory());
    Registry registry = LocateRegistry.createRegistry(port, clients.orElse(null), sockets);
    try {
      Map<String, Object> environment = environment(config);
      RMIJRMPServerImpl server =
          new RMIJRMPServerImpl(port, clients.orElse(null), sockets, environment);
      RMIConnectorServer connector =
          new RMIConnectorServer(
              new JMXServiceURL("rmi", config.listen().getHostString(), port),
              environment,
              server,
              platform());
      connector.start();
      registry.rebind(NAME, server.toStub());
      return new RemoteConnector(registry, connector);
    } catch (IOException | RuntimeException e) {
      UnicastRemoteObject.unexportObject(registry, true);
      throw e;
    }
  }

  /** These are read once in the life of a process, and the operator's own word is the last. */
  private static void prepare(InetSocketAddress listen) {
    System.getProperties().putIfAbsent(REGISTRY_FILTER, "!*");
    if (!listen.getAddress().isAnyLocalAddress()) {
      System.getProperties().putIfAbsent(STUB_HOST, listen.getAddress().getHostAddress());
    }
  }

  private static Map<String, Object> environment(RemoteJmx config) {
    Map<String, Object> environment = new HashMap<>();
    environment.put("jmx.remote.x.password.file", config.passwords().toString());
    environment.put("jmx.remote.x.password.toHashes", "true");
    environment.put("jmx.remote.x.access.file", config.access().toString());
    environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, "java.lang.String;!*");
    environment.put(RMIConnectorServer.SERIAL_FILTER_PATTERN, ARGUMENTS);
    return environment;
  }

  private static MBeanServer platform() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /** Listens no longer; whoever is connected is thrown out. */
  @Override
  public void close() throws IOException {
    connector.stop();
    UnicastRemoteObject.unexportObject(registry, true);
  }
}
