package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimingsTest {
  private final Timings timings = new Timings();

  @Test
  void nothingRecordedIsShownAsNothing() {
    assertEquals(new Summary(0, 0, 0, 0), timings.summary());
    assertEquals("–", timings.summary().meanMillis());
  }

  @Test
  void meanMedianAndPercentileAreThoseOfTheRecordedTimes() {
    for (int i = 1; i <= 100; i++) {
      timings.record(i * 1_000L);
    }
    assertEquals(new Summary(100, 50.5, 50, 95), timings.summary());
    assertEquals("0.095", timings.summary().p95Millis());
  }

  @Test
  void percentilesForgetWhatIsLongAgo() {
    timings.record(1_000_000_000);
    for (int i = 0; i < 1_024; i++) {
      timings.record(2_000);
    }
    assertEquals(2, timings.summary().p95());
    assertEquals(1_025, timings.summary().requests());
  }
}
