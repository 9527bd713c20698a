package io.culvert.connector.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyRecorderTest {
  private static final long TURNS_OF_A_MINUTE = 6;

  private final LatencyRecorder recorder = new LatencyRecorder();

  private void record(long micros, int times) {
    for (int i = 0; i < times; i++) {
      recorder.record(TimeUnit.MICROSECONDS.toNanos(micros));
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 31, 32, 33, 63, 64, 100, 1_000, 65_535, 65_536, 1L << 31, 4294967295L})
  void aDurationIsReadAsItselfOrATrifleMore(long micros) {
    long read = LatencyBuckets.highest(LatencyBuckets.indexOf(micros));
    assertTrue(read >= micros && read <= micros + micros / 32, micros + " became " + read);
  }

  @Test
  void everyBucketBeginsWhereTheOneBeforeEnds() {
    for (int i = 1; i < LatencyBuckets.SIZE; i++) {
      assertEquals(i, LatencyBuckets.indexOf(LatencyBuckets.highest(i)));
      assertEquals(i, LatencyBuckets.indexOf(LatencyBuckets.highest(i - 1) + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 1L << 32, Long.MAX_VALUE})
  void durationsThatCannotBeAreCountedAtTheEnds(long micros) {
    assertEquals(
        micros < 0 ? 0 : LatencyBuckets.SIZE - 1, LatencyBuckets.indexOf(micros), "of " + micros);
  }

  @Test
  void noRequestHasNoLatency() {
    assertEquals(new Latency(0, 0, 0, 0, 0, 0), recorder.sinceReset().summary());
  }

  @Test
  void percentilesAreThoseOfTheSortedDurations() {
    Random random = new Random(1);
    long[] micros = new long[20_000];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = (long) Math.exp(random.nextDouble() * 18);
      record(micros[i], 1);
    }
    Arrays.sort(micros);
    Latency latency = recorder.sinceReset().summary();
    assertEquals(micros.length, latency.count());
    assertNear(micros[9_999], latency.p50());
    assertNear(micros[17_999], latency.p90());
    assertNear(micros[19_799], latency.p99());
    assertNear(micros[19_979], latency.p999());
    assertNear(micros[19_999], latency.max());
  }

  private static void assertNear(long exact, long read) {
    assertTrue(read >= exact && read <= exact + exact / 32, exact + " became " + read);
  }

  @Test
  void aResetBeginsAnewAndLeavesTheLastMinuteAlone() {
    record(10, 5);
    recorder.turn();
    recorder.reset();
    record(20, 2);
    assertEquals(new Latency(2, 20, 20, 20, 20, 20), recorder.sinceReset().summary());
    assertEquals(new Latency(5, 10, 10, 10, 10, 10), recorder.lastInterval().summary());
  }

  @Test
  void whatIsAMinuteOldIsForgotten() {
    record(30, 1);
    recorder.turn();
    record(10, 3);
    assertEquals(1, recorder.lastInterval().summary().count());
    for (int i = 0; i < TURNS_OF_A_MINUTE; i++) {
      recorder.turn();
    }
    assertEquals(new Latency(3, 10, 10, 10, 10, 10), recorder.lastInterval().summary());
    recorder.turn();
    assertEquals(0, recorder.lastInterval().summary().count());
    assertEquals(4, recorder.sinceReset().summary().count());
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(() -> record(7, 50_000)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(200_000, recorder.sinceReset().summary().count());
  }

  @Test
  void recordingMakesNoObjects() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    record(100, 100_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    record(100, 1_000_000);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // an object for each would be sixteen million; what is left is the reading itself
    assertTrue(bytes < 10_000, "1,000,000 recordings made " + bytes + " bytes");
  }
}
