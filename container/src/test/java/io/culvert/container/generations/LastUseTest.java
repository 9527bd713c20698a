package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LastUseTest {
  private static final Instant START = Instant.EPOCH;

  private final LastUse use = new LastUse(START);

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void whatWasNeverAskedForIsUnusedSinceTheStart() {
    assertEquals(START, use.look(0, false, at(1)));
    assertEquals(START, use.look(0, false, at(2)));
  }

  @Test
  void whatWasAskedForBetweenTwoLooksCountsAsUsedAtTheSecond() {
    assertEquals(at(1), use.look(3, false, at(1)));
    assertEquals(at(1), use.look(3, false, at(2)));
    assertEquals(at(3), use.look(4, false, at(3)));
  }

  @Test
  void whatLastsIsInUseAllTheTime() {
    assertEquals(at(1), use.look(1, true, at(1)));
    assertEquals(at(9), use.look(1, true, at(9)));
    assertEquals(at(9), use.look(1, false, at(10)));
  }
}
