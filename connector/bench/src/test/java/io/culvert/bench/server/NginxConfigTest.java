package io.culvert.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NginxConfigTest {
  private final Map<Peer, Integer> ports = new LinkedHashMap<>();

  @BeforeEach
  void twoServers() {
    ports.put(peer("fast", Protocol.FASTCGI), 4001);
    ports.put(peer("web", Protocol.HTTP), 4002);
  }

  @Test
  void everyServerHasItsOwnLoopbackPortAndSocket() {
    String text = text("somebody");
    assertTrue(text.contains("listen 127.0.0.1:4001;"), text);
    assertTrue(text.contains("listen 127.0.0.1:4002;"), text);
    assertTrue(text.contains("server unix:/run/fast.sock;"), text);
    assertTrue(text.contains("server unix:/run/web.sock;"), text);
  }

  @Test
  void connectionsAreKeptForFastCgiAndForHttp() {
    String text = text("somebody");
    assertTrue(text.contains("fastcgi_pass fast;\n      fastcgi_keep_conn on;"), text);
    assertTrue(text.contains("proxy_pass http://web;\n      proxy_http_version 1.1;"), text);
    assertTrue(text.contains("proxy_set_header Connection \"\";"), text);
  }

  @Test
  void connectionsThatAreNotKeptAreNotPooledEither() {
    String text = new NginxConfig(Path.of("/run/bench"), "somebody", false).text(ports);
    assertTrue(text.contains("fastcgi_keep_conn off;"), text);
    assertFalse(text.contains("keepalive 512"), text);
  }

  @Test
  void onlyRootNamesTheWorkersUser() {
    assertTrue(text("root").contains("\nuser root;\n"));
    assertFalse(text("somebody").contains("user "));
  }

  @Test
  void bracesAreBalanced() {
    String text = text("root");
    assertEquals(
        text.chars().filter(c -> c == '{').count(), text.chars().filter(c -> c == '}').count());
  }

  private String text(String user) {
    return new NginxConfig(Path.of("/run/bench"), user, true).text(ports);
  }

  private static Peer peer(String id, Protocol protocol) {
    return new Peer(id, id, protocol, "unix:/run/" + id + ".sock", List.of("true"));
  }
}
