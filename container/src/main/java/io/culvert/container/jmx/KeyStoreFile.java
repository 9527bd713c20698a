package io.culvert.container.jmx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key store, named by a file of properties as Java's own agent knows it: {@code
 * javax.net.ssl.keyStore} and {@code javax.net.ssl.keyStorePassword}.
 */
final class KeyStoreFile {
  private static final String STORE = "javax.net.ssl.keyStore";
  private static final String PASSWORD = "javax.net.ssl.keyStorePassword";

  private KeyStoreFile() {}

  /**
   * Reads the file and the key store.
   *
   * @throws IOException if that is not possible; made for the operator
   */
  static SSLContext read(Path file) throws IOException {
    PrivateFile.require("jmx.tls-file", file);
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    char[] password = required(properties, PASSWORD, file).toCharArray();
    Path store = file.resolveSibling(required(properties, STORE, file));
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new IOException(
          "key store '%s' cannot be used: %s".formatted(store, e.getMessage()), e);
    }
  }

  private static String required(Properties properties, String name, Path file) throws IOException {
    String value = properties.getProperty(name, "");
    if (value.isEmpty()) {
      throw new IOException("'%s' does not set %s".formatted(file, name));
    }
    return value;
  }
}
