package io.culvert.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of a session.
 *
 * @param created when it began
 * @param lastAccessed when the last request that is over had arrived; what {@code
 *     HttpSession.getLastAccessedTime} says
 * @param idleSince when the client was last heard of; from here the session's end is counted, which
 *     is why a request that takes long doesn't shorten the life of its session
 * @param maxInactive how long it may be idle; zero or less means for ever (Servlet 6.1 section 7.5)
 * @param returned whether its client has ever presented the id, which robots never do
 */
public record SessionTimes(
    Instant created,
    Instant lastAccessed,
    Instant idleSince,
    Duration maxInactive,
    boolean returned) {

  /** The times of a session that begins now. */
  public static SessionTimes beginning(Instant now, Duration maxInactive) {
    return new SessionTimes(now, now, now, maxInactive, false);
  }

  /** When the session is over if nothing is heard of the client; empty if never. */
  public Optional<Instant> end() {
    return isEndless() ? Optional.empty() : Optional.of(idleSince.plus(maxInactive));
  }

  /** Whether the session is over at this time. */
  public boolean isOver(Instant now) {
    return !isEndless() && !now.isBefore(idleSince.plus(maxInactive));
  }

  private boolean isEndless() {
    return maxInactive.isZero() || maxInactive.isNegative();
  }

  SessionTimes touched(Instant accessed, Instant now) {
    return new SessionTimes(
        created, later(accessed, lastAccessed), later(now, idleSince), maxInactive, true);
  }

  /** Requests of one session overlap, so news may arrive in the wrong order. */
  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  SessionTimes withMaxInactive(Duration interval) {
    return new SessionTimes(created, lastAccessed, idleSince, interval, returned);
  }
}
