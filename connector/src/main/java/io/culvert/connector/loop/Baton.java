package io.culvert.connector.loop;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The right to run a loop. Its holder lays it down before it does something that may take long, and
 * gets a ticket for it; the first to come with that ticket picks the baton up and is the holder.
 * What the last holder did before laying it down is seen by whoever picks it up.
 *
 * <p>The number is even while the baton is held and odd while it lies. It only grows, so an old
 * ticket never fits again.
 */
final class Baton {
  private final AtomicLong number = new AtomicLong();

  /** Lays the baton down. Only its holder may do this. */
  long layDown() {
    long ticket = number.getPlain() + 1;
    number.set(ticket);
    return ticket;
  }

  /** Whether the caller is the holder now. */
  boolean pickUp(long ticket) {
    return isLying(ticket) && number.compareAndSet(ticket, ticket + 1);
  }

  /** Undoes {@link #pickUp}: the baton lies again as it lay before. Only its holder may do this. */
  void putBack(long ticket) {
    number.set(ticket);
  }

  /** What {@link #pickUp} has to be called with now; even if there is nothing to pick up. */
  long ticket() {
    return number.get();
  }

  static boolean isLying(long ticket) {
    return (ticket & 1) == 1;
  }
}
