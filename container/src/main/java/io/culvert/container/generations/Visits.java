package io.culvert.container.generations;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The generations of other applications that a request may be dispatched into: it counts among
 * their requests until both its halves have ended, so that none of them is stopped under it. Any
 * thread; the lock guards the fields.
 */
final class Visits {
  private static final AttachmentKey<Visits> KEY = AttachmentKey.create(Visits.class);

  private final Set<InFlight> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean returned;

  private Visits() {}

  /** Lets a request in, once; false when the door is closed. */
  static boolean begin(HttpServerExchange exchange, InFlight host) {
    if (exchange.isComplete()) {
      return true; // nothing can be dispatched any more
    }
    Visits visits = exchange.getAttachment(KEY);
    if (visits == null) {
      visits = new Visits();
      exchange.putAttachment(KEY, visits);
    }
    return visits.enter(exchange, host);
  }

  private synchronized boolean enter(HttpServerExchange exchange, InFlight host) {
    if (visited.contains(host)) {
      return true;
    }
    if (!host.enter()) {
      return false;
    }
    visited.add(host);
    exchange.addExchangeCompleteListener(
        (_, next) -> {
          host.leaveHalf();
          next.proceed();
        });
    if (returned) {
      host.leaveHalf(); // asynchronously: the application that has asked has returned before
    }
    return true;
  }

  /** The handler of a request has returned. */
  static void returned(HttpServerExchange exchange) {
    @Nullable Visits visits = exchange.getAttachment(KEY);
    if (visits != null) {
      visits.leaveAll();
    }
  }

  private synchronized void leaveAll() {
    returned = true;
    visited.forEach(InFlight::leaveHalf);
  }
}
