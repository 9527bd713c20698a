package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Redis whose certificate, which everybody here trusts, is for "localhost" and no other name. */
@Timeout(60)
final class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private SSLContext usual;
  private RedisProcess redis;
  private int port;

  @BeforeEach
  void startRedis() throws Exception {
    KeyStore keys = keys();
    write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
    write("key.pem", "PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
    usual = SSLContext.getDefault();
    SSLContext.setDefault(trusting(keys));
    port = RedisProcess.freePort();
    redis =
        RedisProcess.start(
            folder,
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            folder.resolve("cert.pem").toString(),
            "--tls-key-file",
            folder.resolve("key.pem").toString(),
            "--tls-auth-clients",
            "no");
  }

  @AfterEach
  void endRedis() {
    SSLContext.setDefault(usual);
    if (redis != null) {
      redis.close();
    }
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=redis",
                "-ext",
                "SAN=dns:localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, made.waitFor(), () -> "keytool failed");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private void write(String file, String what, byte[] encoded) throws IOException {
    String lines = Base64.getMimeEncoder().encodeToString(encoded);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines, what));
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private RedisSettings at(String host) {
    return RedisSettings.at(RedisAddress.parse("rediss://%s:%d".formatted(host, port)));
  }

  @Test
  void certificateMustBeForTheNameOfTheAddress() throws IOException {
    try (Node node = Node.of(at("localhost"), "shop", new FakeClock())) {
      SessionId id = node.created("user", "ada");
      assertEquals("ada", node.visit(id, "user"));
    }
    IOException said =
        assertThrows(IOException.class, () -> RedisServer.open(at("127.0.0.1")).close());
    assertTrue(said.getMessage().contains("127.0.0.1"), said::getMessage);
  }
}
