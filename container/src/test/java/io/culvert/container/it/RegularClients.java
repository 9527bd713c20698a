package io.culvert.container.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that each keep a session and ask for a page again and again, over connections that are
 * kept, and know what its count of their visits must be.
 */
final class RegularClients implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final Visitor visitor;
  private final String page;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> releases = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean goOn = true;

  RegularClients(Visitor visitor, String page, int number) {
    this.visitor = visitor;
    this.page = page;
    for (int i = 0; i < number; i++) {
      threads.execute(this::ask);
    }
  }

  private void ask() {
    String cookie = "none=none";
    for (int visit = 1; goOn; visit++) {
      try {
        HttpResponse<String> answer = visitor.get(page, "Cookie", cookie);
        String[] words = answer.body().split(" ", 2);
        if (answer.statusCode() != 200 || !words[0].equals(Integer.toString(visit))) {
          failures.add("visit %d: %d %s".formatted(visit, answer.statusCode(), answer.body()));
          return;
        }
        answers.incrementAndGet();
        releases.merge(words[1], 1, Integer::sum);
        List<String> set = answer.headers().allValues("Set-Cookie");
        cookie = set.isEmpty() ? cookie : set.getFirst().replaceFirst(";.*", "");
        LockSupport.parkNanos(PAUSE);
      } catch (IOException | InterruptedException | RuntimeException e) {
        failures.add("visit %d: %s".formatted(visit, e));
        return;
      }
    }
  }

  /** Lets them come to their end. */
  void stop() {
    goOn = false;
    threads.close();
  }

  /** What they were answered, and should not have been. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  int answers() {
    return answers.get();
  }

  /** How often each release has answered. */
  Map<String, Integer> releases() {
    return Map.copyOf(releases);
  }

  @Override
  public void close() {
    stop();
  }
}
