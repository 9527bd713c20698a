package io.culvert.connector.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateWindowTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateWindow window = new RateWindow(0);

  @Test
  void nothingWasReadYet() {
    assertEquals(0, window.perSecond(1));
    assertEquals(0, window.perSecond(60));
  }

  @Test
  void aYoungServerIsMeasuredSinceItsStart() {
    window.add(SECOND, 10);
    window.add(2 * SECOND, 30);
    assertEquals(20, window.perSecond(1));
    assertEquals(15, window.perSecond(10));
    assertEquals(15, window.perSecond(60));
  }

  @Test
  void eachWindowSeesItsOwnSeconds() {
    for (int second = 1; second <= 200; second++) {
      window.add(second * SECOND, (long) second * second);
    }
    assertEquals(200 * 200 - 199 * 199, window.perSecond(1));
    assertEquals((200 * 200 - 190 * 190) / 10.0, window.perSecond(10));
    assertEquals((200 * 200 - 140 * 140) / 60.0, window.perSecond(60));
  }

  @Test
  void aReadingThatCameLateIsNotTakenForABurst() {
    window.add(SECOND, 100);
    window.add(5 * SECOND, 500);
    assertEquals(100, window.perSecond(1));
  }
}
