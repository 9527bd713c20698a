package io.culvert.connector.connection;

/**
 * One response's share of its connection. Where several have more to send than the front end takes,
 * each sends a limited amount and then lets the others, so that a large one does not hold up the
 * rest for longer than that. Guarded by the lock of the outbox.
 */
final class Share {
  private static final int BYTES_A_ROUND = 32 * 1024;

  private long round;
  private int sent;

  /** Counts what was sent in a round. */
  void sent(int bytes, long inRound) {
    if (round != inRound) {
      round = inRound;
      sent = 0;
    }
    sent += bytes;
  }

  boolean isUsedUp(long inRound) {
    return round == inRound && sent >= BYTES_A_ROUND;
  }
}
