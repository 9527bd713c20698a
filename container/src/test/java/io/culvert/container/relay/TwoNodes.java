package io.culvert.container.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ListenAddress;
import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.session.Route;
import io.culvert.container.session.Stray;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node that is asked, whose every request has a session at the node {@code owner}, and that one,
 * which answers what the test wants it to.
 */
final class TwoNodes implements AutoCloseable {
  private static final Route OWNER = new Route("owner");

  final AtomicInteger relayed = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();
  private final Path folder;
  private final Relay relay;
  private final UndertowApplication application;
  private final FcgiServer asked;

  TwoNodes(Path folder, Trust trust, int most) throws IOException {
    this.folder = folder;
    this.application =
        new UndertowApplication(this::serve, UndertowSettings.DEFAULT, AbortListener.NONE);
    this.relay =
        new Relay(
            new Route("asked"),
            List.of(new NodeAddress(OWNER, Endpoint.parse("unix:" + folder + "/owner"))),
            application::request,
            most);
    Endpoint endpoint = Endpoint.parse("unix:" + folder + "/asked");
    this.asked =
        FcgiServer.start(
            FcgiServerConfig.on(List.of(new ListenAddress(endpoint, trust))),
            application,
            ConnectionEvents.NONE);
  }

  TwoNodes(Path folder) throws IOException {
    this(folder, Trust.NOTHING, 100);
  }

  private void serve(HttpServerExchange exchange) throws IOException {
    if (!relay.lead(exchange, new Told())) {
      here(exchange);
    }
  }

  private final class Told implements Stray {
    @Override
    public Route owner() {
      return OWNER;
    }

    @Override
    public void relayed() {
      relayed.incrementAndGet();
    }

    @Override
    public void failed() {
      failed.incrementAndGet();
    }

    @Override
    public void serveHere(HttpServerExchange exchange) throws IOException {
      here(exchange);
    }
  }

  /** What the asked node itself answers: what came in the body. */
  private static void here(HttpServerExchange exchange) throws IOException {
    exchange.startBlocking();
    byte[] body = exchange.getInputStream().readAllBytes();
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getOutputStream().write(("here " + new String(body, UTF_8)).getBytes(UTF_8));
    exchange.endExchange();
  }

  /** The other node, for as long as it is not closed. */
  FcgiServer owner(Application answers) throws IOException {
    return FcgiServer.start(
        FcgiServerConfig.on(Endpoint.parse("unix:" + ownerSocket())),
        answers,
        ConnectionEvents.NONE);
  }

  Path ownerSocket() {
    return folder.resolve("owner");
  }

  /** A connection of a front end. */
  FcgiClient frontEnd() throws IOException {
    return FcgiClient.connect(UnixDomainSocketAddress.of(folder.resolve("asked")));
  }

  /** An answer: its status, and its body, whole. */
  record Got(ClientResponse response, String body) {
    int status() {
      return response.status();
    }

    List<String> all(String name) {
      return response.headers().stream()
          .filter(field -> field.name().equalsIgnoreCase(name))
          .map(ClientResponse.Header::value)
          .toList();
    }
  }

  Got send(ClientRequest request) throws IOException {
    try (FcgiClient client = frontEnd()) {
      ClientResponse response = client.send(request);
      return new Got(response, new String(response.body().readAllBytes(), UTF_8));
    }
  }

  /** Ends an answer of the owner. */
  static void answer(ResponseStream response, String head, String body) throws IOException {
    response.end(utf8(head + "\r\n\r\n"), utf8(body));
  }

  static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** All of a request's body, as the owner gets it. */
  static byte[] body(FcgiRequest request) throws IOException {
    return new BodyStream(request.body()).readAllBytes();
  }

  @Override
  public void close() {
    asked.close();
    relay.close();
    application.close();
  }
}
