package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that ask for one page again and again, each as soon as it has its answer; who is
 * told that the server is busy tries again a little later.
 *
 * @param visitor how they ask
 * @param page what they ask for
 */
record Crowd(Visitor visitor, String page) {
  private static final long LATER = TimeUnit.MILLISECONDS.toNanos(100);

  /** What a crowd was answered: so many times well, and so many times with 503. */
  record Answers(int well, int busy) {
    Answers plus(Answers other) {
      return new Answers(well + other.well, busy + other.busy);
    }
  }

  /** Lets so many clients ask for so long; any answer but 200 and our own 503 is an error. */
  Answers ask(int clients, int seconds) throws Exception {
    List<Future<Answers>> all = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        all.add(executor.submit(() -> askUntil(end)));
      }
    }
    Answers sum = new Answers(0, 0);
    for (Future<Answers> one : all) {
      sum = sum.plus(one.get());
    }
    return sum;
  }

  private Answers askUntil(long end) throws IOException, InterruptedException {
    int well = 0;
    int busy = 0;
    while (System.nanoTime() - end < 0) {
      HttpResponse<String> answer = visitor.get(page);
      if (answer.statusCode() == 200) {
        well++;
      } else {
        assertTrue(isOurs(answer), () -> answer.statusCode() + " " + answer.body());
        busy++;
        LockSupport.parkNanos(LATER);
      }
    }
    return new Answers(well, busy);
  }

  private static boolean isOurs(HttpResponse<String> answer) {
    return answer.statusCode() == 503
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer.body().startsWith("The server is busy.");
  }
}
