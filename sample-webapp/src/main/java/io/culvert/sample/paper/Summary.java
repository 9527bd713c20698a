package io.culvert.sample.paper;

import java.util.Locale;

/**
 * Requests in numbers; times in microseconds.
 *
 * @param requests how many there were; if none, the times are 0
 */
public record Summary(long requests, double mean, double median, double p95) {

  /** The mean as the page shows it, in milliseconds like the paper's. */
  public String meanMillis() {
    return millis(mean);
  }

  /** The median in milliseconds. */
  public String medianMillis() {
    return millis(median);
  }

  /** What 95 of 100 requests stayed within, in milliseconds. */
  public String p95Millis() {
    return millis(p95);
  }

  private String millis(double micros) {
    return requests == 0 ? "–" : String.format(Locale.ROOT, "%.3f", micros / 1_000);
  }
}
