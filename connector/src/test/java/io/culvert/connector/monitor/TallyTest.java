package io.culvert.connector.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final int ROUNDS = 200_000;

  private final Tally<Counter> tally = new Tally<>(Counter.class);

  private void beginAndEnd() {
    for (int i = 0; i < ROUNDS; i++) {
      tally.add(Counter.REQUESTS_ADMITTED, 1);
      tally.add(Counter.REQUESTS_OVER, 1);
    }
  }

  @Test
  void nothingIsEverSeenToEndMoreOftenThanItBegan() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    IntStream.range(0, 3).forEach(_ -> threads.add(Thread.ofPlatform().start(this::beginAndEnd)));
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long open = tally.between(Counter.REQUESTS_ADMITTED, Counter.REQUESTS_OVER);
      assertTrue(open >= 0, open + " are open");
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, tally.between(Counter.REQUESTS_ADMITTED, Counter.REQUESTS_OVER));
    assertEquals(3L * ROUNDS, tally.of(Counter.REQUESTS_OVER));
  }
}
