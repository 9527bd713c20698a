package io.culvert.container.warmup;

import java.time.Duration;

/**
 * How much is done before an application serves.
 *
 * @param popular how many of the paths that were asked for most are asked for; 0 for none
 * @param time how long all of it may take
 * @param strict whether an application fails that does not answer what it wants to be asked for
 */
public record WarmUpPolicy(int popular, Duration time, boolean strict) {
  /** Some, for a short time, and whatever comes of it. */
  public static final WarmUpPolicy STANDARD = new WarmUpPolicy(10, Duration.ofSeconds(10), false);
}
