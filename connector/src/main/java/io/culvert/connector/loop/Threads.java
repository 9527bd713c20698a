package io.culvert.connector.loop;

/**
 * How many threads serve.
 *
 * @param loops event loops; one for each processor is right for nearly everybody
 * @param platformMin platform threads that are kept ready for slow requests
 * @param platformMax platform threads for slow requests at most; 0 for virtual threads instead,
 *     which have no such bound
 */
public record Threads(int loops, int platformMin, int platformMax) {
  /** A loop for each processor and virtual threads for slow requests. */
  public static Threads defaults() {
    return new Threads(Runtime.getRuntime().availableProcessors(), 0, 0);
  }

  public Threads {
    if (loops < 1) {
      throw new IllegalArgumentException("loops must be at least 1, but is " + loops);
    }
    if (platformMin < 0 || platformMax < platformMin) {
      throw new IllegalArgumentException(
          "platform threads must be 0 <= min <= max, but are min %d, max %d"
              .formatted(platformMin, platformMax));
    }
  }

  boolean isVirtual() {
    return platformMax == 0;
  }
}
