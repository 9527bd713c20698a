package io.culvert.container.relay;

import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.client.ForwardedRequest;
import io.culvert.container.answers.PlainAnswer;
import io.culvert.container.session.Stray;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.jboss.logging.Logger;

/** One request's way to another node, and its answer's way back. */
final class Hop {
  /** Methods that change nothing (RFC 9110 §9.2.1): such a request may be sent twice. */
  private static final Set<HttpString> SAFE = Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS);

  private static final int PIECE = 16 * 1024;
  private static final PlainAnswer GONE =
      PlainAnswer.of(
          StatusCodes.BAD_GATEWAY, "the node that has the session went away before it answered.");

  private static final Logger LOG = Logger.getLogger(Hop.class);

  /** The node broke off, and not because the hop was cut. */
  private static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(IOException cause) {
      super(cause);
    }
  }

  private final HttpServerExchange exchange;
  private final ForwardedRequest request;
  private final RemoteNode node;
  private final Stray stray;
  private final Line line = new Line();
  private boolean answering;

  /**
   * @param exchange to be answered
   * @param stray told what becomes of it
   */
  Hop(HttpServerExchange exchange, ForwardedRequest request, RemoteNode node, Stray stray) {
    this.exchange = exchange;
    this.request = request;
    this.node = node;
    this.stray = stray;
  }

  /**
   * Goes there and back, and waits.
   *
   * @return whether the exchange is answered or given up; otherwise the node is not there, and the
   *     exchange as it was
   */
  boolean isMade() {
    exchange.getConnection().addCloseListener(_ -> line.cut());
    try {
      ClientResponse response = ask();
      answering = true;
      stray.relayed();
      passBack(response);
      line.giveBackTo(node);
    } catch (RemoteNode.Away _) {
      stray.failed();
      return false;
    } catch (Lost e) {
      LOG.debugf("%s broke off: %s", node, e.getCause());
      stray.failed();
      breakOff();
    } catch (IOException _) {
      giveUp(); // nobody waits for the answer any more
    } finally {
      line.drop();
    }
    return true;
  }

  private ClientResponse ask() throws IOException {
    try {
      return send(node.connect());
    } catch (Lost e) {
      if (request.body().isPresent() || !SAFE.contains(exchange.getRequestMethod())) {
        throw e;
      }
      line.drop();
      return send(node.connectAnew());
    }
  }

  private ClientResponse send(FcgiClient client) throws IOException {
    try {
      return line.hold(client).forward(request);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private IOException lost(IOException e) {
    return line.isCut() ? e : new Lost(e);
  }

  /** What has come is sent on before more is waited for: events must not be held up. */
  private void passBack(ClientResponse response) throws IOException {
    exchange.setStatusCode(response.status()).setReasonPhrase(response.reason());
    response
        .headers()
        .forEach(
            field ->
                exchange.getResponseHeaders().add(new HttpString(field.name()), field.value()));
    exchange.startBlocking();
    OutputStream out = exchange.getOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = 0; count >= 0; count = read(response.body(), piece)) {
      out.write(piece, 0, count);
      if (response.body().available() == 0) {
        out.flush();
      }
    }
    endRequest();
    out.close();
  }

  private int read(InputStream body, byte[] piece) throws IOException {
    try {
      return body.read(piece);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** What the node has not read of the body, it does not want. Wakes whoever sends it there. */
  private void endRequest() {
    exchange.getConnection().terminateRequestChannel(exchange);
  }

  private void breakOff() {
    if (answering) {
      giveUp();
      return;
    }
    endRequest();
    GONE.send(exchange);
  }

  /** As if an application had failed: what has begun is visibly cut short. */
  private void giveUp() {
    try {
      exchange.getConnection().close();
    } catch (IOException e) {
      throw new IllegalStateException("an exchange cannot be given up", e);
    }
  }
}
