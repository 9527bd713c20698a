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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A Redis whose certificate, which everybody here trusts, is for "localhost" and no other name. */
@Timeout(60)
final class TlsTest {
  private static final int LAST_SLOT = 16_383;
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private SSLContext usual;
  private RedisProcess redis;
  private int port;

  @BeforeEach
  void makeCertificate() throws Exception {
    KeyStore keys = keys();
    write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
    write("key.pem", "PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
    usual = SSLContext.getDefault();
    SSLContext.setDefault(trusting(keys));
    port = RedisProcess.freePort();
  }

  /** Options by which servers and sentinels speak TLS on a port. */
  private List<String> tls(int tlsPort) {
    String certificate = folder.resolve("cert.pem").toString();
    return List.of(
        "--tls-port",
        Integer.toString(tlsPort),
        "--tls-cert-file",
        certificate,
        "--tls-ca-cert-file",
        certificate,
        "--tls-key-file",
        folder.resolve("key.pem").toString(),
        "--tls-auth-clients",
        "no");
  }

  private void startRedis(String... more) throws IOException {
    List<String> options = new ArrayList<>(tls(port));
    options.addAll(List.of(more));
    redis = RedisProcess.start(folder, options.toArray(String[]::new));
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

  private static RedisSettings at(String address, int port) {
    return RedisSettings.at(RedisAddress.parse(address.formatted(port)));
  }

  private static void isOfUse(RedisSettings settings) throws IOException {
    try (Node node = Node.of(settings, "shop", new FakeClock())) {
      SessionId id = node.created("user", "ada");
      assertEquals("ada", node.visit(id, "user"));
    }
  }

  @Test
  void certificateMustBeForTheNameOfTheAddress() throws IOException {
    startRedis();
    isOfUse(at("rediss://localhost:%d", port));
    RedisSettings byNumber = at("rediss://127.0.0.1:%d", port);
    IOException said = assertThrows(IOException.class, () -> RedisServer.open(byNumber).close());
    assertTrue(said.getMessage().contains("127.0.0.1"), said::getMessage);
  }

  @Test
  void clusterIsSpokenToWithTlsWhereverItLeads() throws IOException {
    startRedis(
        "--cluster-enabled",
        "yes",
        "--tls-cluster",
        "yes",
        "--cluster-announce-hostname",
        "localhost",
        "--cluster-preferred-endpoint-type",
        "hostname");
    try (Jedis client = redis.client()) {
      client.clusterAddSlotsRange(0, LAST_SLOT);
      RedisProcess.awaitUntil(() -> client.clusterInfo().contains("cluster_state:ok"));
    }
    isOfUse(at("rediss-cluster://localhost:%d", port));
  }

  @Test
  void sentinelsAndWhomTheyNameAreSpokenToWithTls() throws IOException {
    startRedis();
    int sentinelPort = RedisProcess.freePort();
    List<String> tls = tls(sentinelPort);
    StringBuilder orders = new StringBuilder("tls-replication yes\n");
    for (int i = 0; i < tls.size(); i += 2) {
      orders.append("%s %s\n".formatted(tls.get(i).substring(2), tls.get(i + 1)));
    }
    orders.append("sentinel resolve-hostnames yes\nsentinel announce-hostnames yes\n");
    orders.append("sentinel monitor main localhost %d 1\n".formatted(port));
    try (RedisProcess sentinel = RedisProcess.sentinel(folder, orders.toString())) {
      isOfUse(at("rediss-sentinel://main@localhost:%d", sentinelPort));
      RedisSettings inTheClear = at("redis-sentinel://main@localhost:%d", sentinel.port());
      assertThrows(IOException.class, () -> RedisServer.open(inTheClear).close());
    }
  }
}
