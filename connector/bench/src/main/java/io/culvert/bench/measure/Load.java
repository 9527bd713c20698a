package io.culvert.bench.measure;

import io.culvert.bench.process.BenchException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What wrk saw in one window.
 *
 * @param requests answers received completely
 * @param duration how long the window really was
 * @param p99 99 of 100 answers came within this time
 * @param errors what went wrong, in wrk's words; all zero at best
 */
public record Load(long requests, Duration duration, Duration p99, String errors) {
  private static final Pattern LINE =
      Pattern.compile(
          "^window requests=(\\d+) micros=(\\d+) p99=(\\d+) "
              + "(connect=\\d+ read=\\d+ write=\\d+ timeout=\\d+ status=\\d+)$",
          Pattern.MULTILINE);
  private static final String NO_ERRORS = "connect=0 read=0 write=0 timeout=0 status=0";

  /**
   * Reads the line that done.lua prints.
   *
   * @throws BenchException when it isn't there: wrk did not run
   */
  static Load parse(String output) throws BenchException {
    Matcher line = LINE.matcher(output);
    if (!line.find()) {
      throw new BenchException("wrk printed no result:\n" + output);
    }
    return new Load(
        Long.parseLong(line.group(1)), micros(line.group(2)), micros(line.group(3)), line.group(4));
  }

  /** Whether there were answers, and none but good ones: all else measures nothing. */
  public boolean clean() {
    return requests > 0 && errors.equals(NO_ERRORS);
  }

  /** How many requests went wrong. */
  public long failed() {
    return Stream.of(errors.split("\\D+"))
        .filter(n -> !n.isEmpty())
        .mapToLong(Long::parseLong)
        .sum();
  }

  public double requestsPerSecond() {
    return requests * 1e9 / duration.toNanos();
  }

  private static Duration micros(String digits) {
    return Duration.ofNanos(1000 * Long.parseLong(digits));
  }
}
