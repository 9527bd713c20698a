package io.culvert.connector.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.NameValuePairs;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that go on as they came, over connections that are kept. */
@Timeout(60)
final class ForwardingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private FcgiServer serve() throws IOException {
    FcgiServerConfig config = FcgiServerConfig.on(Endpoint.parse("unix:" + folder + "/s"));
    return FcgiServer.start(config, ForwardingTest::tell, ConnectionEvents.NONE);
  }

  /** Answers with the parameters in a field, and with as many bytes as came. */
  private static void tell(FcgiRequest request, ResponseStream response) throws IOException {
    StringBuilder told = new StringBuilder();
    NameValuePairs params = request.params();
    for (int i = 0; i < params.size(); i++) {
      told.append(params.name(i)).append('=').append(params.value(i)).append(';');
    }
    int count = 0;
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (int read = 0; read >= 0; read = request.body().read(buffer.clear())) {
      count += read;
      request.body().awaitReadable();
    }
    String head = "Status: 203 As it came\r\nX-Told: " + told + "\r\n\r\n";
    response.end(
        ByteBuffer.wrap(head.getBytes(ISO_8859_1)),
        ByteBuffer.wrap(Integer.toString(count).getBytes(ISO_8859_1)));
  }

  private FcgiClient greet() throws IOException {
    return FcgiClient.greet(UnixDomainSocketAddress.of(folder.resolve("s")), PATIENCE);
  }

  private static String body(ClientResponse response) throws IOException {
    return new String(response.body().readAllBytes(), ISO_8859_1);
  }

  @Test
  void bytesAndDuplicatesStayWhatTheyWere() throws IOException {
    try (FcgiServer _ = serve();
        FcgiClient client = greet()) {
      ClientResponse response =
          client.forward(
              new ForwardedRequest(
                  List.of(
                      Map.entry("REQUEST_METHOD", "GET"),
                      Map.entry("HTTP_X", "\u00c3\u00bc\u00ff"),
                      Map.entry("HTTP_X", "again")),
                  Optional.empty()));
      assertEquals(203, response.status());
      assertEquals("As it came", response.reason());
      assertEquals(
          "REQUEST_METHOD=GET;HTTP_X=\u00c3\u00bc\u00ff;HTTP_X=again;",
          response.header("X-Told").orElseThrow());
      assertEquals("0", body(response));
    }
  }

  @Test
  void connectionServesOneRequestAfterTheOther() throws Exception {
    byte[] content = new byte[300_000];
    try (FcgiServer server = serve();
        FcgiClient client = greet()) {
      for (int i = 0; i < 5; i++) {
        ClientResponse response =
            client.forward(
                new ForwardedRequest(List.of(), Optional.of(new ByteArrayInputStream(content))));
        assertFalse(client.isDone(), "the body has not been read");
        assertEquals("300000", body(response));
        while (!client.isDone()) {
          Thread.onSpinWait(); // whoever has sent the body has nothing left to do but to end
        }
        assertTrue(client.isOpen());
      }
      assertEquals(1, server.openConnections());
    }
  }

  @Test
  void connectionThatTheServerHasEndedIsSeenToBe() throws IOException {
    FcgiServer server = serve();
    try (FcgiClient client = greet()) {
      assertTrue(client.isOpen());
      server.close();
      while (client.isOpen()) {
        Thread.onSpinWait(); // its loops may still be about to hang up
      }
    }
  }

  @Test
  void serverThatHangsIsNotThere() throws IOException {
    try (ServerSocketChannel silent = silent()) {
      SocketAddress address = silent.getLocalAddress();
      assertThrows(
          SocketTimeoutException.class, () -> FcgiClient.greet(address, Duration.ofMillis(20)));
    }
  }

  @Test
  void serverThatHangsUpOnStrangersIsNotThere() throws Exception {
    try (ServerSocketChannel unkind = silent()) {
      Thread doorman =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var stranger = unkind.accept()) {
                      int _ = stranger.read(ByteBuffer.allocate(100));
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      SocketAddress address = unkind.getLocalAddress();
      assertThrows(EOFException.class, () -> FcgiClient.greet(address, PATIENCE));
      doorman.join();
    }
  }

  private static ServerSocketChannel silent() throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }
}
