package io.culvert.container.cli;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RequestBody;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A FastCGI server that says its name and what it was asked. */
final class NamedNode implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Lets the next event of an event stream go. */
  final Semaphore events = new Semaphore(0);

  /** How many connections front ends have opened. */
  final AtomicInteger connections = new AtomicInteger();

  private final String name;
  private final FcgiServer server;

  private NamedNode(Endpoint endpoint, String name) throws IOException {
    this.name = name;
    this.server =
        FcgiServer.start(
            FcgiServerConfig.on(endpoint),
            this::serve,
            new ConnectionEvents() {
              @Override
              public void connectionOpened(SocketAddress peer) {
                connections.incrementAndGet();
              }
            });
  }

  /** Listens at a Unix socket that every user may open, as a front end may refuse to be root. */
  static NamedNode at(Path socket, String name) throws IOException {
    return new NamedNode(Endpoint.parse("unix:" + socket + "?mode=0666"), name);
  }

  /** Listens at a port of loopback that is free. */
  static NamedNode onPort(String name) throws IOException {
    return new NamedNode(Endpoint.parse("127.0.0.1:0"), name);
  }

  /** As {@code --node} and {@code --listen} take it. */
  String address() {
    return server.endpoints().getFirst().toString().replaceFirst("\\?mode=.*", "");
  }

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    Map<String, String> params = request.params().toMap();
    if (params.getOrDefault("REQUEST_URI", "").equals("/events")) {
      events(response);
      return;
    }
    long received = count(request.body());
    String text = name + " " + params.get("REQUEST_METHOD") + " " + params.get("REQUEST_URI");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        Status: 200 OK
        Content-Type: text/plain
        Content-Length: %d
        Seen-Authorization: %s
        Seen-Body: %d

        """
            .formatted(body.length, params.getOrDefault("HTTP_AUTHORIZATION", "none"), received);
    response.end(head(head), ByteBuffer.wrap(body));
  }

  private static long count(RequestBody body) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(8192);
    long received = 0;
    while (body.read(piece) >= 0) {
      if (piece.position() == 0) {
        body.awaitReadable();
      }
      received += piece.position();
      piece.clear();
    }
    return received;
  }

  /** Sends one event for each permit, three in all. */
  private void events(ResponseStream response) throws IOException {
    response.write(
        head(
            """
            Status: 200 OK
            Content-Type: text/event-stream
            X-Accel-Buffering: no

            """),
        NOTHING.duplicate());
    for (int i = 1; i <= 3; i++) {
      awaitPermit();
      byte[] event = "data: %d\n\n".formatted(i).getBytes(StandardCharsets.UTF_8);
      response.write(NOTHING.duplicate(), ByteBuffer.wrap(event));
    }
    response.end(NOTHING.duplicate(), NOTHING.duplicate());
  }

  private void awaitPermit() {
    try {
      if (!events.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new UncheckedIOException(new IOException("nobody asked for an event"));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteBuffer head(String lines) {
    return ByteBuffer.wrap(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
