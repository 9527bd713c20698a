package io.culvert.container.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.culvert.container.relay.TwoNodes.Got;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Owners that let one in and then hang up, sooner or later. */
@Timeout(60)
final class FickleOwnerTest {
  @TempDir private Path folder;

  /** What is done with a connection that has been greeted; it is closed afterwards. */
  @FunctionalInterface
  private interface Manner {
    void treat(SocketChannel connection) throws IOException;
  }

  /** An owner of bad manners: greets, unless it is unkind, and hangs up. */
  private static final class Fickle implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final Path socket;
    private final ServerSocketChannel listener;

    Fickle(Path socket, Manner manner) throws IOException {
      this.socket = socket;
      this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> receive(manner));
    }

    private void receive(Manner manner) {
      try {
        while (true) {
          try (SocketChannel connection = listener.accept()) {
            connections.incrementAndGet();
            manner.treat(connection);
          }
        }
      } catch (IOException _) {
        // the test is over
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      Files.delete(socket);
    }
  }

  private static void greet(SocketChannel connection) throws IOException {
    Record _ = next(connection);
    ByteBuffer answer = ByteBuffer.allocate(8);
    RecordWriter.header(answer, RecordType.GET_VALUES_RESULT, 0, 0);
    connection.write(answer.flip());
  }

  /** Reads until something has come; nothing that matters comes in the same piece. */
  private static Record next(SocketChannel connection) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    connection.read(in);
    return new RecordReader().next(in.flip());
  }

  @Test
  void requestIsServedHereWhenTheOwnerLetsNobodyIn() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        Fickle owner = new Fickle(nodes.ownerSocket(), _ -> {})) {
      Got got = nodes.send(post("all of it"));
      assertEquals("here all of it", got.body());
      assertEquals(1, owner.connections.get());
      assertEquals(1, nodes.failed.get());
    }
  }

  @Test
  void requestThatMayHaveBeenServedIsNotServedAgain() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        Fickle owner = new Fickle(nodes.ownerSocket(), FickleOwnerTest::greetAndListen)) {
      Got got = nodes.send(post("once"));
      assertEquals(502, got.status());
      assertEquals(1, owner.connections.get());
      assertEquals(1, nodes.failed.get());
      assertEquals(0, nodes.relayed.get());
    }
  }

  @Test
  void requestThatChangesNothingIsSentOnceMore() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        Fickle owner = new Fickle(nodes.ownerSocket(), FickleOwnerTest::greetAndListen)) {
      Got got = nodes.send(ClientRequest.get("/"));
      assertEquals(502, got.status());
      assertEquals(2, owner.connections.get());
      assertEquals(1, nodes.failed.get());
    }
  }

  private static void greetAndListen(SocketChannel connection) throws IOException {
    greet(connection);
    Record _ = next(connection);
  }

  private static ClientRequest post(String body) {
    return ClientRequest.of("POST", "/")
        .withBody(new ByteArrayInputStream(body.getBytes(UTF_8)), body.length());
  }
}
