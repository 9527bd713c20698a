package io.culvert.connector.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FcgiClientTest {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @TempDir Path folder;

  @Test
  void aRequestIsAnsweredWithStatusHeadersAndBody() throws IOException {
    try (FcgiServer server = serve(FcgiClientTest::answerWithUri);
        FcgiClient client = FcgiClient.connect(address())) {
      ClientResponse response =
          client.send(ClientRequest.get("/a%20b?q=1").withHeader("X-Colour", "blue"));

      assertEquals(201, response.status());
      assertEquals("Made", response.reason());
      assertEquals("text/plain", response.header("content-type").orElseThrow());
      assertEquals("GET /a%20b?q=1 blue", text(response.body()));
      assertEquals(1, server.endpoints().size());
    }
  }

  @Test
  void severalRequestsShareOneConnection() throws IOException {
    try (FcgiServer server = serve(FcgiClientTest::answerWithUri);
        FcgiClient client = FcgiClient.connect(address())) {
      for (int i = 0; i < 10; i++) {
        ClientResponse response =
            client.send(
                ClientRequest.get("/" + i).withHeader("X-Colour", "red").keepingConnection());
        assertEquals("GET /" + i + " red", text(response.body()));
      }
      assertEquals(1, server.openConnections());
    }
  }

  @Test
  void aLargeBodyIsSentWhileTheResponseIsRead() throws IOException {
    byte[] body = new byte[3_000_001];
    new Random(1).nextBytes(body);
    try (FcgiServer _ = serve(FcgiClientTest::echo);
        FcgiClient client = FcgiClient.connect(address())) {
      ClientResponse response =
          client.send(
              ClientRequest.of("POST", "/echo")
                  .withBody(new ByteArrayInputStream(body), body.length));

      assertArrayEquals(body, response.body().readAllBytes());
    }
  }

  @Test
  void aBodyThatCanNotBeReadEndsTheRequest() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("bad sector");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    try (FcgiServer _ = serve(FcgiClientTest::echo);
        FcgiClient client = FcgiClient.connect(address())) {
      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                ClientResponse response =
                    client.send(ClientRequest.of("POST", "/echo").withBody(broken));
                response.body().readAllBytes();
              });

      assertEquals("the request body can't be read: bad sector", failure.getMessage());
    }
  }

  @Test
  void nobodyListeningIsAnIoException() throws IOException {
    int port;
    try (ServerSocketChannel free = ServerSocketChannel.open()) {
      free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = ((InetSocketAddress) free.getLocalAddress()).getPort();
    }
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

    assertThrows(ConnectException.class, () -> FcgiClient.connect(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // STDOUT "a: b\n", "Status: 404 No\n\nx", end; in odd pieces, with STDERR and padding
        "404 | x | 01 06 0001 0005 03 00 613a20620a 000000"
            + " 01 07 0001 0003 00 00 6f6f70"
            + " 01 06 0001 0011 00 00 5374617475733a20343034204e6f0a0a78"
            + " 01 06 0001 0000 00 00 01 03 0001 0008 00 00 00000000 00000000",
        // no status, no end of STDOUT: END_REQUEST is enough
        "200 | hi | 01 06 0001 0008 00 00 413a420d0a0d0a68 01 06 0001 0001 00 00 69"
            + " 01 03 0001 0008 00 00 00000000 00000000",
      })
  void whatTheServerSaysIsUnderstood(int status, String body, String hex) throws IOException {
    try (ScriptedServer server = new ScriptedServer(bytes(hex));
        FcgiClient client = FcgiClient.connect(server.address())) {
      ClientResponse response = client.send(ClientRequest.get("/"));

      assertEquals(status, response.status());
      assertEquals(body, text(response.body()));
      assertEquals(status == 404 ? "oop" : "", client.errors());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "before the response ended   | 01 06 0001 0004 00 00 413a420a",
        "ended before its header did | 01 03 0001 0008 00 00 00000000 00000000",
        "protocol status 2           | 01 03 0001 0008 00 00 00000000 02000000",
        "header line without a name  | 01 06 0001 0004 00 00 6f6f700a",
        "status 'oops'               | 01 06 0001 000e 00 00 5374617475733a206f6f70730a0a",
        "only clients send           | 01 04 0001 0000 00 00",
        "version                     | 48 54 5450 2f31 2e 31",
      })
  void whatIsNoResponseIsAnIoException(String message, String hex) throws IOException {
    try (ScriptedServer server = new ScriptedServer(bytes(hex));
        FcgiClient client = FcgiClient.connect(server.address())) {
      IOException failure =
          assertThrows(IOException.class, () -> client.send(ClientRequest.get("/")));

      assertTrue(failure.toString().contains(message), failure::toString);
    }
  }

  @Test
  void aResponseThatIsCutShortFailsTheReadOfItsBody() throws IOException {
    byte[] bytes = bytes("01 06 0001 0008 00 00 413a420d0a0d0a68");
    try (ScriptedServer server = new ScriptedServer(bytes);
        FcgiClient client = FcgiClient.connect(server.address())) {
      ClientResponse response = client.send(ClientRequest.get("/"));

      assertEquals('h', response.body().read());
      assertThrows(IOException.class, () -> response.body().read());
    }
  }

  private FcgiServer serve(Application application) throws IOException {
    FcgiServerConfig config = FcgiServerConfig.on(Endpoint.parse("unix:" + folder + "/s"));
    return FcgiServer.start(config, application, ConnectionEvents.NONE);
  }

  private SocketAddress address() {
    return UnixDomainSocketAddress.of(folder.resolve("s"));
  }

  private static void answerWithUri(FcgiRequest request, ResponseStream response)
      throws IOException {
    var params = request.params().toMap();
    String text =
        "%s %s %s"
            .formatted(
                params.get("REQUEST_METHOD"),
                params.get("REQUEST_URI"),
                params.get("HTTP_X_COLOUR"));
    response.end(utf8("Status: 201 Made\r\nContent-Type: text/plain\r\n\r\n"), utf8(text));
  }

  private static void echo(FcgiRequest request, ResponseStream response) throws IOException {
    response.write(utf8("Status: 200 OK\r\n\r\n"), NOTHING);
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (request.body().read(buffer.clear()) >= 0) {
      if (buffer.position() == 0) {
        request.body().awaitReadable();
      } else {
        response.write(NOTHING, buffer.flip());
      }
    }
    response.end(NOTHING, NOTHING);
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** Answers the first connection with prepared bytes, and hangs up. */
  private static final class ScriptedServer implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Thread thread;

    ScriptedServer(byte[] answer) throws IOException {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      thread = Thread.ofVirtual().start(() -> answer(answer));
    }

    SocketAddress address() throws IOException {
      return listener.getLocalAddress();
    }

    private void answer(byte[] answer) {
      try (SocketChannel connection = listener.accept()) {
        connection.write(ByteBuffer.wrap(answer));
        connection.shutdownOutput();
        ByteBuffer rest = ByteBuffer.allocate(4096);
        while (connection.read(rest.clear()) >= 0) {
          // until the client is done as well
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
