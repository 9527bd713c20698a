package io.culvert.container.generations;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is asked for most at one address, over about an hour: requests that anybody may have made
 * and that succeeded, {@code GET}s without a query, cookies or credentials that were answered 200.
 *
 * <p>A request costs one look into a table that no lock guards. The table is bounded: when it is
 * full all counts are halved and those that are nothing then are forgotten (as Misra and Gries have
 * it), once for as many new paths as it has places. So what is asked for often stays, and whoever
 * makes paths up can make it forget, but not grow. Any thread.
 */
final class PopularPaths {
  /** The most paths that are remembered, and of those that {@link #top} returns. */
  static final int PLACES = 512;

  static final int MOST = 100;

  /** The start of a request whose listener does not look at the clock. */
  private static final long NOBODY_LOOKED = -1;

  private static final int LONGEST = 200;
  private static final long HALF_AN_HOUR = TimeUnit.MINUTES.toNanos(30);

  private final AtomicReference<Window> window;

  /**
   * Half an hour, and the one before it.
   *
   * @param begun as {@link System#nanoTime} has it
   */
  private record Window(long begun, Counts counts, Map<String, Long> before) {}

  private static final class Counts {
    private final ConcurrentHashMap<String, LongAdder> byPath = new ConcurrentHashMap<>();
    private final AtomicLong missed = new AtomicLong();

    void count(String path) {
      LongAdder known = byPath.get(path);
      if (known != null) {
        known.increment();
      } else if (byPath.size() < PLACES) {
        byPath.computeIfAbsent(path, _ -> new LongAdder()).increment();
      } else if (missed.incrementAndGet() % PLACES == 0) {
        halve();
      }
    }

    private void halve() {
      for (Map.Entry<String, LongAdder> each : byPath.entrySet()) {
        long now = each.getValue().sum();
        each.getValue().add(now / 2 - now);
        if (now < 2) {
          byPath.remove(each.getKey());
        }
      }
    }

    Map<String, Long> sums() {
      Map<String, Long> sums = new HashMap<>();
      byPath.forEach((path, count) -> sums.put(path, count.sum()));
      return sums;
    }
  }

  /**
   * @param now as {@link System#nanoTime} has it
   */
  PopularPaths(long now) {
    this.window = new AtomicReference<>(new Window(now, new Counts(), Map.of()));
  }

  /** A request has been answered. */
  void answered(HttpServerExchange exchange) {
    if (exchange.getStatusCode() != StatusCodes.OK
        || !exchange.getRequestMethod().equals(Methods.GET)
        || !exchange.getQueryString().isEmpty()
        || exchange.getRequestHeaders().contains(Headers.COOKIE)
        || exchange.getRequestHeaders().contains(Headers.AUTHORIZATION)) {
      return;
    }
    String path = exchange.getRequestURI();
    if (path.length() <= LONGEST && path.startsWith("/") && path.indexOf(';') < 0) {
      long started = exchange.getRequestStartTime();
      answered(path, started == NOBODY_LOOKED ? System.nanoTime() : started);
    }
  }

  /**
   * The same.
   *
   * @param path as in a request line
   * @param now as {@link System#nanoTime} has it
   */
  void answered(String path, long now) {
    current(now).counts().count(path);
  }

  private Window current(long now) {
    Window present = window.get();
    long age = now - present.begun();
    if (age < HALF_AN_HOUR) {
      return present;
    }
    Map<String, Long> before = age < 2 * HALF_AN_HOUR ? present.counts().sums() : Map.of();
    Window next = new Window(now, new Counts(), before);
    return window.compareAndSet(present, next) ? next : window.get();
  }

  /**
   * The paths that were asked for most, the first one most.
   *
   * @param now as {@link System#nanoTime} has it
   */
  List<String> top(long now) {
    Window present = current(now);
    Map<String, Long> sums = present.counts().sums();
    present.before().forEach((path, count) -> sums.merge(path, count, Long::sum));
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }
}
