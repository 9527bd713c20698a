package io.culvert.connector.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {
  private static final int MOST = 3;
  private static final int VISITORS = 8;
  private static final int VISITS = 50_000;

  @Test
  void aPlaceThatGetsFreeGoesToWhoHasWaitedLongest() {
    Places places = new Places(1);
    List<String> granted = new ArrayList<>();
    assertTrue(places.take());
    places.await(() -> granted.add("first"));
    places.await(() -> granted.add("second"));
    places.giveBack();
    assertEquals(List.of("first"), granted);
    assertFalse(places.take(), "the second one is next");
    places.giveBack();
    assertEquals(List.of("first", "second"), granted);
    places.giveBack();
    assertEquals(0, places.taken());
  }

  @Test
  void whoJoinsTheLineWhenAPlaceIsFreeHasItAtOnce() {
    Places places = new Places(1);
    List<String> granted = new ArrayList<>();
    places.await(() -> granted.add("at once"));
    assertEquals(List.of("at once"), granted);
    assertEquals(1, places.taken());
  }

  @Test
  void someCanBeSparedForOthers() {
    Places places = new Places(3);
    assertTrue(places.take(2));
    assertFalse(places.take(2));
    assertTrue(places.take(1));
    assertTrue(places.take());
    assertFalse(places.take());
  }

  /** A wake-up that gets lost would leave a visitor waiting for ever. */
  @Test
  void underContentionNobodyIsForgottenAndNeverAreThereTooMany() throws InterruptedException {
    Places places = new Places(MOST);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger worst = new AtomicInteger();
    List<Thread> visitors = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      Semaphore granted = new Semaphore(0);
      visitors.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int visit = 0; visit < VISITS; visit++) {
                      if (!places.take()) {
                        places.await(granted::release);
                        granted.acquireUninterruptibly();
                      }
                      worst.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      inside.decrementAndGet();
                      places.giveBack();
                    }
                  }));
    }
    for (Thread visitor : visitors) {
      visitor.join();
    }
    assertTrue(worst.get() <= MOST, "there were " + worst);
    assertEquals(0, places.taken());
  }
}
