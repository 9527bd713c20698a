package io.culvert.container.session;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads requests to the node that keeps their session, before the application sees them.
 *
 * @param application serves all others
 * @param config finds the id that a request presents
 */
record Strays(
    HttpHandler application,
    StoreSessionManager manager,
    Supplier<SessionConfig> config,
    Cluster cluster,
    Tally tally)
    implements HttpHandler {
  private static final AttachmentKey<HttpHandler> INSTEAD = AttachmentKey.create(HttpHandler.class);
  private static final AttachmentKey<Boolean> FAILED_OVER = AttachmentKey.create(Boolean.class);

  /**
   * Whether the client is about to get an id of this node, because the node that keeps his session
   * is not there. True once for an exchange.
   */
  static boolean endsFailover(HttpServerExchange exchange) {
    return exchange.removeAttachment(FAILED_OVER) != null;
  }

  /** See {@link Stray#orElse}. */
  static boolean orElse(HttpServerExchange exchange, HttpHandler otherwise) {
    boolean elsewhere = RoutedIds.leadElsewhere(exchange);
    if (elsewhere) {
      exchange.putAttachment(INSTEAD, otherwise);
    }
    return elsewhere;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    @Nullable HttpHandler instead = exchange.getAttachment(INSTEAD);
    HttpHandler here = instead == null ? application : instead;
    Optional<Route> owner = owner(exchange);
    if (owner.isEmpty() || !cluster.others().lead(exchange, new Led(owner.get(), here))) {
      here.handleRequest(exchange);
    }
  }

  /** The node whose id the request presents, unless that session is here all the same. */
  private Optional<Route> owner(HttpServerExchange exchange) {
    if (!cluster.hasOthers()) {
      return Optional.empty();
    }
    String found = config.get().findSessionId(exchange);
    return RoutedIds.foreign(exchange).filter(_ -> !isHere(found, exchange));
  }

  private boolean isHere(String presented, HttpServerExchange exchange) {
    return RoutedId.parse(presented).filter(each -> manager.knows(each.id(), exchange)).isPresent();
  }

  private final class Led implements Stray {
    private final Route owner;
    private final HttpHandler here;

    private Led(Route owner, HttpHandler here) {
      this.owner = owner;
      this.here = here;
    }

    @Override
    public Route owner() {
      return owner;
    }

    @Override
    public void relayed() {
      tally.requestRelayed();
    }

    @Override
    public void failed() {
      tally.relayFailed();
    }

    @Override
    public void serveHere(HttpServerExchange exchange) throws Exception {
      exchange.putAttachment(FAILED_OVER, true);
      here.handleRequest(exchange);
    }
  }
}
