package io.culvert.container.generations;

import java.time.Instant;

/**
 * When something was last asked for, as far as looking at it now and then tells: so a request costs
 * no look at the clock. Any thread; the lock guards the fields.
 */
final class LastUse {
  private long seen;
  private Instant at;

  /**
   * @param at when it could first be asked for
   */
  LastUse(Instant at) {
    this.at = at;
  }

  /**
   * Looks at it.
   *
   * @param uses how often it has been asked for until now
   * @param busy whether it is in use at this moment
   * @return a time that nobody has asked for it since
   */
  synchronized Instant look(long uses, boolean busy, Instant now) {
    if (busy || uses != seen) {
      seen = uses;
      at = now;
    }
    return at;
  }
}
