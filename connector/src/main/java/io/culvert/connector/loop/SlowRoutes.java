package io.culvert.connector.loop;

import io.culvert.connector.wire.NameValuePairs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Remembers which paths keep a thread, and which of them because they compute. A route is the first
 * three segments of {@code REQUEST_URI}; routes share a small table by hash, so a quick route may
 * now and then be taken for a slow one, which costs it a thread hop and nothing else.
 */
final class SlowRoutes {
  private static final byte[] REQUEST_URI = "REQUEST_URI".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 4096;
  private static final int SEGMENTS = 3;
  private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * So much of a processor's time makes a request one that computes. It is not compared to the time
   * that has passed: where many compute, each has little of the processors.
   */
  private static final long COMPUTING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Scores slow = new Scores(SIZE);
  private final Scores computing = new Scores(SIZE);

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
    return slow.isBad(route);
  }

  /** Whether requests of this route used up a processor, of late. */
  boolean computes(int route) {
    return computing.isBad(route);
  }

  /** A request on this route held its loop up. */
  void wasSlow(int route) {
    slow.bad(route);
  }

  /** A request on this route was quick. */
  void wasQuick(int route) {
    slow.good(route);
  }

  /** A request was served off the loops. */
  void took(int route, long nanos) {
    if (nanos < QUICK_NANOS) {
      slow.good(route);
    }
  }

  /** A request has used so much of a processor's time. */
  void used(int route, long processorNanos) {
    if (processorNanos >= COMPUTING_NANOS) {
      computing.bad(route);
    } else {
      computing.good(route);
    }
  }
}
