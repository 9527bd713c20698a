package io.culvert.connector.monitor;

/**
 * Which durations are counted together: microseconds one by one up to 32, then every doubling in 32
 * equal parts.
 */
final class LatencyBuckets {
  private static final int BITS = 5;
  private static final int PARTS = 1 << BITS;
  private static final long MOST = (1L << 32) - 1;

  /** How many there are. */
  static final int SIZE = (32 - BITS + 1) * PARTS;

  private LatencyBuckets() {}

  /** Where a duration is counted. */
  static int indexOf(long micros) {
    long value = Math.clamp(micros, 0, MOST);
    if (value < PARTS) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value);
    return shift * PARTS + (int) (value >>> shift);
  }

  /** The longest duration that is counted there. */
  static long highest(int index) {
    if (index < PARTS) {
      return index;
    }
    int shift = index / PARTS - 1;
    return ((long) (PARTS + index % PARTS + 1) << shift) - 1;
  }
}
