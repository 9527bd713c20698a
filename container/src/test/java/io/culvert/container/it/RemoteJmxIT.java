package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.security.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JMX over the network, as it has to be configured and as clients find it. */
@Timeout(180)
class RemoteJmxIT {
  private static final String PASSWORD = "not a secret";

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void choose() throws IOException {
    port = Ports.free();
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("CULVERT_JMX_REMOTE", "127.0.0.1:" + port);
    environment.put(
        "CULVERT_JMX_PASSWORD_FILE",
        secret("passwords", "admin secret-of-admin\nguest secret-of-guest\n"));
    environment.put(
        "CULVERT_JMX_ACCESS_FILE", secret("access", "admin readwrite\nguest readonly\n"));
    return environment;
  }

  private String secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  /** As a client does behind its address, without JNDI: that is the applications' here. */
  private JMXConnector connect(
      Map<String, Object> environment, @Nullable RMIClientSocketFactory sockets)
      throws IOException, NotBoundException {
    Registry registry = LocateRegistry.getRegistry("127.0.0.1", port, sockets);
    JMXConnector connector = new RMIConnector((RMIServer) registry.lookup("jmxrmi"), environment);
    connector.connect();
    return connector;
  }

  private JMXConnector connect(String user, String password) throws Exception {
    return connect(Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}), null);
  }

  @Test
  void whoHasAPasswordMayDoWhatTheAccessFileSays() throws Exception {
    ObjectName server = new ObjectName("io.culvert:type=Server");
    try (InnerServer _ = InnerServer.start(folder, environment())) {
      try (JMXConnector guest = connect("guest", "secret-of-guest")) {
        MBeanServerConnection beans = guest.getMBeanServerConnection();
        assertEquals("RUNNING", beans.getAttribute(server, "State"));
        assertThrows(
            SecurityException.class,
            () -> beans.invoke(server, "stop", new Object[0], new String[0]));
        Object[] strange = {Instant.EPOCH};
        assertThrows(
            IOException.class,
            () -> beans.invoke(server, "stop", strange, new String[] {"java.time.Instant"}));
      }
      assertThrows(SecurityException.class, () -> connect("admin", "secret-of-guest"));
      assertThrows(SecurityException.class, () -> connect(Map.of(), null));
      assertNobodyCanTakeTheName();
      assertTrue(isSilent("127.0.0.2"), "it listens on more than one address");
      assertTrue(
          !Files.readString(folder.resolve("passwords")).contains("secret-of-admin"),
          "the password is still there in the clear");
      try (JMXConnector admin = connect("admin", "secret-of-admin")) {
        admin.getMBeanServerConnection().invoke(server, "stop", new Object[0], new String[0]);
      }
    }
  }

  private boolean isSilent(String host) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port));
      return false;
    } catch (ConnectException _) {
      return true;
    }
  }

  /** Who could would get to see passwords. */
  private void assertNobodyCanTakeTheName() throws RemoteException {
    Registry registry = LocateRegistry.getRegistry("127.0.0.1", port);
    assertEquals(List.of("jmxrmi"), List.of(registry.list()));
    assertThrows(RemoteException.class, () -> registry.rebind("jmxrmi", registry));
    assertThrows(RemoteException.class, () -> registry.bind("other", registry));
  }

  @Test
  void withAKeyStoreEverythingIsEncrypted() throws Exception {
    Map<String, String> environment = environment();
    environment.put(
        "CULVERT_JMX_TLS_FILE",
        secret(
            "tls", "javax.net.ssl.keyStore=keys.p12\njavax.net.ssl.keyStorePassword=" + PASSWORD));
    SSLContext before = SSLContext.getDefault();
    try (InnerServer _ = InnerServer.start(folder, withKeys(environment))) {
      SSLContext.setDefault(trusting(folder.resolve("keys.p12")));
      Map<String, Object> client =
          Map.of(JMXConnector.CREDENTIALS, new String[] {"guest", "secret-of-guest"});
      try (JMXConnector guest = connect(client, new SslRMIClientSocketFactory())) {
        Object state =
            guest
                .getMBeanServerConnection()
                .getAttribute(new ObjectName("io.culvert:type=Server"), "State");
        assertEquals("RUNNING", state);
      }
      assertThrows(IOException.class, () -> connect("guest", "secret-of-guest"));
    } finally {
      SSLContext.setDefault(before);
    }
  }

  private Map<String, String> withKeys(Map<String, String> environment) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Ran made =
        Ran.of(
            folder,
            Map.of(),
            List.of(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "jmx",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                "keys.p12",
                "-storepass",
                PASSWORD));
    assertEquals(0, made.status(), made.toString());
    return environment;
  }

  private static SSLContext trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("jmx", keys.getCertificate("jmx"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void aFileThatOthersCanReadKeepsTheServerFromStarting() throws Exception {
    Map<String, String> environment = environment();
    Path passwords = folder.resolve("passwords");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r-----"));
    IOException refused =
        assertThrows(IOException.class, () -> InnerServer.start(folder, environment));
    assertTrue(
        refused
            .getMessage()
            .contains(
                "jmx.password-file: '%s' holds secrets, and others may read or write it; run chmod"
                    .formatted(passwords)),
        refused.getMessage());
    assertTrue(isSilent("127.0.0.1"), "it listens nevertheless");
  }
}
