package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.cgi.CgiRejection;
import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.cgi.CgiRequestParser;
import io.culvert.connector.cgi.HeaderNames;
import io.culvert.connector.cgi.PlainError;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.wire.Role;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.xnio.XnioWorker;

/**
 * Serves FastCGI requests with an Undertow handler, on the thread that brings them.
 *
 * <p>A request is over at the later of two events: {@link #serve} has returned, and its response
 * has ended. A redirect ends the response while the servlet is still running, and an asynchronous
 * servlet returns long before.
 */
public final class UndertowApplication implements Application, AutoCloseable {
  /** The answer to {@code OPTIONS *}, which asks whether anybody is there (RFC 9110 §9.3.7). */
  private static final String YES = "Status: 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final HttpHandler root;
  private final Engine engine;
  private final ExchangeFactory exchanges;
  private final CgiRequestParser<HttpString> parser;
  private final Set<Role> roles;

  /**
   * @param root serves all requests; must not keep what it needs to be quick in the state of a
   *     connection, for every request is one of its own
   * @param aborts hears of clients that do not wait for an asynchronous response
   */
  public UndertowApplication(HttpHandler root, UndertowSettings settings, AbortListener aborts) {
    this.root = root;
    this.engine = new Engine(settings, aborts);
    this.exchanges = new ExchangeFactory(engine, settings);
    this.parser = new CgiRequestParser<>(new HeaderNames<>(HttpString::new), settings.maxHeaders());
    this.roles = settings.roles().roles();
  }

  /** For other listeners of the same server, and for the timers of deployments. */
  public XnioWorker worker() {
    return engine.worker();
  }

  /** All FastCGI parameters of an exchange, as they were sent; empty if it came another way. */
  public Map<String, String> params(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof RequestConnection connection
        ? connection.cgi().params().toMap()
        : Map.of();
  }

  /** The FastCGI request of an exchange; empty if it came another way. */
  public Optional<FcgiRequest> request(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof RequestConnection connection
        ? Optional.of(connection.request())
        : Optional.empty();
  }

  /**
   * Whether the front end may have gone though the exchange goes on, see {@link
   * FcgiRequest#isInDoubt}; false if the exchange came another way.
   */
  public boolean isInDoubt(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof RequestConnection connection
        && connection.isInDoubt();
  }

  @Override
  public Set<Role> roles() {
    return roles;
  }

  @Override
  public void serve(FcgiRequest request, ResponseStream response) throws IOException {
    switch (parser.parse(request.params())) {
      case CgiRejection<HttpString> rejection -> refuse(rejection, request, response);
      case CgiRequest<HttpString> cgi -> serve(cgi, request, response);
    }
  }

  private void serve(CgiRequest<HttpString> cgi, FcgiRequest request, ResponseStream response)
      throws IOException {
    if (cgi.target().isAsterisk() && request.role() == Role.RESPONDER) {
      // about the server, not about anything that an application could be asked for
      request.body().discard();
      response.end(ByteBuffer.wrap(YES.getBytes(ISO_8859_1)), ByteBuffer.allocate(0));
      return;
    }
    RequestConnection connection = exchanges.connect(request, cgi);
    HttpServerExchange exchange = connection.exchange();
    Optional<CgiRejection<HttpString>> rejection = exchanges.fill(exchange, request, cgi);
    if (rejection.isPresent()) {
      refuse(rejection.get(), request, response);
      return;
    }
    Connectors.executeRootHandler(root, exchange);
    connection.handlerReturned();
  }

  /**
   * Asks a handler on this thread, without any front end or root handler in between. The answer is
   * thrown away.
   *
   * @return the exchange, when its response is complete; the handler may still run, or have
   *     returned long before
   */
  public CompletableFuture<HttpServerExchange> ask(LocalRequest request, HttpHandler handler) {
    LocalConnection connection = new LocalConnection(engine);
    exchanges.fill(connection.exchange(), request);
    Connectors.executeRootHandler(new PathGuard(handler), connection.exchange());
    return connection.end();
  }

  private static void refuse(
      CgiRejection<HttpString> rejection, FcgiRequest request, ResponseStream response)
      throws IOException {
    request.refused(RefusalCause.NOT_HTTP, rejection.status(), rejection.problem());
    request.body().discard();
    PlainError error = PlainError.of(rejection);
    response.end(error.head(), error.content());
  }

  /** Ends timers and takes no more tasks. To be called when no request is running any more. */
  @Override
  public void close() {
    engine.close();
  }
}
