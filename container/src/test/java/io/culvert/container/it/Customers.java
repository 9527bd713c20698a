package io.culvert.container.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that each keep a session which counts their visits, while what they visit fails now and
 * then. A count may skip visits whose answer got lost, but never fall behind what they were told.
 */
final class Customers implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final Visitor visitor;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> told = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();
  private volatile boolean goOn = true;

  Customers(int port, int number) {
    this.visitor = Visitor.stranger(port);
    for (int i = 0; i < number; i++) {
      threads.execute(this::visit);
    }
  }

  private void visit() {
    String cookie = "none=none";
    int count = 0;
    while (goOn) {
      try {
        long began = System.nanoTime();
        HttpResponse<String> answer = visitor.get("/", "Cookie", cookie);
        longest.accumulateAndGet(System.nanoTime() - began, Math::max);
        if (isRefusal(answer)) {
          refused.incrementAndGet();
        } else {
          int now = counted(answer, count);
          List<String> set = answer.headers().allValues("Set-Cookie");
          cookie = set.isEmpty() ? cookie : set.getFirst().replaceFirst(";.*", "");
          count = now;
          told.put(cookie, count);
          answers.incrementAndGet();
        }
        LockSupport.parkNanos(PAUSE);
      } catch (IOException | InterruptedException | RuntimeException e) {
        failures.add("after %d: %s".formatted(count, e));
        return;
      }
    }
  }

  private int counted(HttpResponse<String> answer, int before) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    int now = Integer.parseInt(answer.body().split(" ", 2)[0]);
    if (now <= before) {
      throw new IllegalStateException("lost: the count is %d again".formatted(now));
    }
    skipped.addAndGet(now - before - 1);
    return now;
  }

  private static boolean isRefusal(HttpResponse<String> answer) {
    return answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
  }

  int answers() {
    return answers.get();
  }

  int refused() {
    return refused.get();
  }

  /** Visits that were counted but not answered. */
  int skipped() {
    return skipped.get();
  }

  /** What must not have happened. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How long the slowest answer took. */
  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /** What each was told last, by cookie. To be asked for when they have stopped. */
  Map<String, Integer> told() {
    return Map.copyOf(told);
  }

  void stop() {
    goOn = false;
    threads.close();
  }

  @Override
  public void close() {
    stop();
    visitor.close();
  }
}
