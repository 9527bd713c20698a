package io.culvert.connector.loop;

/**
 * What is remembered of each route in one respect: bad news weighs more than good news, and both
 * are forgotten. Plain bytes that all loops and threads read and write without order: a lost update
 * only delays what is learned.
 */
final class Scores {
  private static final int PENALTY = 8;
  private static final int BAD_FROM = 9;
  private static final int WORST = 32;

  private final byte[] scores;

  Scores(int routes) {
    this.scores = new byte[routes];
  }

  /** Whether there was bad news more than once, of late. */
  boolean isBad(int route) {
    return scores[route] >= BAD_FROM;
  }

  void bad(int route) {
    scores[route] = (byte) Math.min(WORST, scores[route] + PENALTY);
  }

  void good(int route) {
    byte score = scores[route];
    if (score > 0) {
      scores[route] = (byte) (score - 1);
    }
  }
}
