package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TurnsTest {
  private static CompletableFuture<Void> third(Turns turns) {
    CompletableFuture<Void> began = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                CompletableFuture<Object> _ = turns.take();
                began.complete(null);
              } catch (InterruptedException e) {
                began.completeExceptionally(e);
              }
            });
    return began;
  }

  @Test
  void noMoreThanSoManyStartAtOnce() throws Exception {
    Turns turns = new Turns(2, Duration.ofDays(1));
    CompletableFuture<Object> one = turns.take();
    CompletableFuture<Object> two = turns.take();
    CompletableFuture<Void> third = third(turns);
    while (turns.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertFalse(third.isDone());
    two.complete("");
    third.get(30, TimeUnit.SECONDS);
    one.complete("");
    CompletableFuture<Object> _ = turns.take();
    assertEquals(0, turns.waiting());
  }

  @Test
  void whoHangsHoldsUpNobodyForLong() throws Exception {
    Turns turns = new Turns(2, Duration.ofMillis(20));
    CompletableFuture<Object> one = turns.take();
    CompletableFuture<Object> two = turns.take();
    third(turns).get(30, TimeUnit.SECONDS);
    assertTrue(one.isDone() || two.isDone());
  }
}
