package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.monitor.Latency;
import io.culvert.session.StoreUnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How the time of calls to a store is taken. */
final class StoreClockTest {
  private static final int SECONDS_OF_A_MINUTE = 60;

  private final AtomicLong nanos = new AtomicLong();
  private final StoreClock clock = new StoreClock(nanos::get);

  private String take(StoreCall call, long micros) {
    return clock.timed(
        call,
        () -> {
          nanos.addAndGet(TimeUnit.MICROSECONDS.toNanos(micros));
          return "done";
        });
  }

  @Test
  void eachKindOfCallIsCountedForItself() {
    assertEquals("done", take(StoreCall.SAVE, 10));
    take(StoreCall.SAVE, 30);
    take(StoreCall.VISIT, 5);
    assertEquals(
        Map.of(
            StoreCall.SAVE, new Latency(2, 10, 30, 30, 30, 30),
            StoreCall.VISIT, new Latency(1, 5, 5, 5, 5, 5)),
        clock.latencies().sinceStart());
  }

  @Test
  void callThatFailsHasTakenItsTimeToo() {
    assertThrows(
        StoreUnavailableException.class,
        () ->
            clock.timed(
                StoreCall.DELETE,
                () -> {
                  nanos.addAndGet(TimeUnit.MICROSECONDS.toNanos(20));
                  throw new StoreUnavailableException("away");
                }));
    assertEquals(
        new Latency(1, 20, 20, 20, 20, 20), clock.latencies().sinceStart().get(StoreCall.DELETE));
  }

  @Test
  void theLastMinuteMovesOn() {
    take(StoreCall.CREATE, 7);
    ticks(SECONDS_OF_A_MINUTE);
    assertEquals(1, lastMinute().count());
    ticks(SECONDS_OF_A_MINUTE);
    assertEquals(0, lastMinute().count());
    assertEquals(Set.of(StoreCall.CREATE), clock.latencies().sinceStart().keySet());
  }

  private void ticks(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.tick();
    }
  }

  private Latency lastMinute() {
    return clock
        .latencies()
        .lastMinute()
        .getOrDefault(StoreCall.CREATE, new Latency(-1, 0, 0, 0, 0, 0));
  }
}
