package io.culvert.sample.waiting;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackgroundTest {
  @Test
  @Timeout(60)
  void endOfTheApplicationWakesWhoeverWaits() throws Exception {
    Background background = new Background();
    FutureTask<Boolean> waiting = new FutureTask<>(() -> background.pause(Duration.ofHours(1)));
    Thread.ofVirtual().start(waiting);
    background.close();
    assertFalse(waiting.get());
  }

  @Test
  @Timeout(60)
  void delayedTaskRuns() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    try (Background background = new Background()) {
      background.after(Duration.ofMillis(1), ran::countDown);
      ran.await();
    }
  }
}
