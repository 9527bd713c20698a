package io.culvert.connector.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Readings of a number that grows, one a second for the last minute. The lock guards them; only who
 * reads takes it, never who counts.
 */
final class RateWindow {
  private static final int READINGS = 61;

  private final List<Reading> readings = new ArrayList<>(READINGS + 1);

  private record Reading(long nanos, long total) {}

  /**
   * @param nanos when it began to grow from zero
   */
  RateWindow(long nanos) {
    readings.add(new Reading(nanos, 0));
  }

  synchronized void add(long nanos, long total) {
    readings.add(new Reading(nanos, total));
    if (readings.size() > READINGS) {
      readings.removeFirst();
    }
  }

  /** By how much it grew in a second, over so many of the last readings or as many as there are. */
  synchronized double perSecond(int seconds) {
    Reading last = readings.getLast();
    Reading first = readings.get(Math.max(0, readings.size() - 1 - seconds));
    if (last.nanos == first.nanos) {
      return 0;
    }
    // by the clock: a machine that is short of processors delays whoever makes the readings, too
    return (last.total - first.total)
        * (double) TimeUnit.SECONDS.toNanos(1)
        / (last.nanos - first.nanos);
  }
}
