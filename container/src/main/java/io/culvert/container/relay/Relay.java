package io.culvert.container.relay;

import io.culvert.connector.client.ForwardedRequest;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.container.answers.PlainAnswer;
import io.culvert.container.session.OtherNodes;
import io.culvert.container.session.Route;
import io.culvert.container.session.Stray;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends requests on to the nodes that keep their sessions, and their answers back. */
public final class Relay implements OtherNodes, AutoCloseable {
  private static final PlainAnswer TOO_MANY =
      PlainAnswer.unavailable(
          Duration.ofSeconds(1), "too many requests are on their way to other nodes.");

  private final Route own;
  private final Map<Route, RemoteNode> nodes;
  private final Function<HttpServerExchange, Optional<FcgiRequest>> requests;
  private final Semaphore places;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .inheritInheritableThreadLocals(false)
              .name("culvert-relay-", 0)
              .factory());

  /**
   * @param own this node's
   * @param others all but this one
   * @param requests the FastCGI request of an exchange; empty if it came another way, and is served
   *     here
   * @param most requests that may be under way at once; they hold places of this server, so some
   *     must be left for those that come from other nodes
   */
  public Relay(
      Route own,
      List<NodeAddress> others,
      Function<HttpServerExchange, Optional<FcgiRequest>> requests,
      int most) {
    this.own = own;
    this.nodes =
        others.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    NodeAddress::route, node -> new RemoteNode(node, System::nanoTime)));
    this.requests = requests;
    this.places = new Semaphore(most);
  }

  @Override
  public boolean lead(HttpServerExchange exchange, Stray stray) {
    RemoteNode node = nodes.get(stray.owner());
    if (node == null) {
      return false;
    }
    Optional<FcgiRequest> request = requests.apply(exchange).filter(PassedOn::isAllowed);
    if (request.isEmpty()) {
      return false;
    }
    if (!places.tryAcquire()) {
      TOO_MANY.send(exchange);
      return true;
    }
    ForwardedRequest passed = PassedOn.of(request.get(), own, !exchange.isRequestComplete());
    Hop hop = new Hop(exchange, passed, node, stray);
    exchange.dispatch(threads, each -> send(each, hop, stray));
    return true;
  }

  private void send(HttpServerExchange exchange, Hop hop, Stray stray) throws Exception {
    boolean made;
    try {
      made = hop.isMade();
    } finally {
      places.release();
    }
    if (!made) {
      stray.serveHere(exchange);
    }
  }

  /** Ends all connections that no request is using. Requests under way come to their end. */
  @Override
  public void close() {
    nodes.values().forEach(RemoteNode::close);
  }
}
