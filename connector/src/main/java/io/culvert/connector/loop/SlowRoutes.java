package io.culvert.connector.loop;

import io.culvert.connector.wire.NameValuePairs;
import java.nio.charset.StandardCharsets;

/**
 * Remembers which paths keep a thread waiting. A route is the first three segments of {@code
 * REQUEST_URI}; routes share a small table by hash, so a quick route may now and then be taken for
 * a slow one, which costs it a thread hop and nothing else. Plain bytes are read and written by all
 * loops without order: a lost update only delays what is learned.
 */
final class SlowRoutes {
  private static final byte[] REQUEST_URI = "REQUEST_URI".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 4096;
  private static final int SEGMENTS = 3;
  private static final int PENALTY = 8;
  private static final int SLOW_FROM = 9;
  private static final int WORST = 32;

  private final byte[] scores = new byte[SIZE];

  /** The route of a request. */
  int routeOf(NameValuePairs params) {
    for (int i = 0; i < params.size(); i++) {
      if (params.nameEquals(i, REQUEST_URI)) {
        return hash(params, i);
      }
    }
    return 0;
  }

  private static int hash(NameValuePairs params, int i) {
    int hash = 17;
    int slashes = 0;
    for (int at = 0; at < params.valueLength(i); at++) {
      byte b = params.valueByte(i, at);
      if (b == '?' || b == ';' || (b == '/' && ++slashes > SEGMENTS)) {
        break;
      }
      hash = 31 * hash + b;
    }
    return (hash ^ hash >>> 16) & SIZE - 1;
  }

  /** Whether the route lost the baton often enough, of late, to be kept off the loops. */
  boolean isSlow(int route) {
    return scores[route] >= SLOW_FROM;
  }

  /** A request on this route held its loop up. */
  void wasSlow(int route) {
    scores[route] = (byte) Math.min(WORST, scores[route] + PENALTY);
  }

  /** A request on this route was quick. */
  void wasQuick(int route) {
    byte score = scores[route];
    if (score > 0) {
      scores[route] = (byte) (score - 1);
    }
  }
}
