package io.culvert.bench.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.culvert.bench.process.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Answer HELLO =
      new Answer(200, Map.of("content-type", List.of("text/plain")), "Hello");

  @Test
  void theSameAnswerMayBeCompared() {
    Answer same = new Answer(200, Map.of("content-type", List.of("text/plain")), "Hello");
    assertDoesNotThrow(() -> HELLO.mustEqual("a", same, "b"));
  }

  @Test
  void anotherStatusHeaderOrBodyMayNot() {
    differs(new Answer(201, HELLO.headers(), HELLO.body()));
    differs(new Answer(200, HELLO.headers(), "hello"));
    differs(new Answer(200, Map.of("content-type", List.of("text/html")), HELLO.body()));
    differs(new Answer(200, Map.of(), HELLO.body()));
  }

  @Test
  void theTimeOfDayIsNoDifference() throws IOException, InterruptedException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "Hello".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      Answer answer = Answer.fetch(client, target);
      assertEquals(
          new Answer(
              200, Map.of("content-length", List.of("5"), "date", List.of("(any)")), "Hello"),
          answer);
    } finally {
      server.stop(0);
    }
  }

  private static void differs(Answer other) {
    assertThrows(BenchException.class, () -> HELLO.mustEqual("a", other, "b"));
  }
}
