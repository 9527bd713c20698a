package io.culvert.container.config;

import io.culvert.container.warmup.WarmUpPolicy;
import java.time.Duration;
import java.util.List;

/** The part of the table of settings that says what is done before a new generation serves. */
final class WarmUpKeys {
  private static final int MOST = 100;

  private static final Setting<Integer> POPULAR =
      Setting.one(
          "warm-up.popular",
          "N",
          Readers.count(0, MOST),
          "10",
          """
          Before a new generation of an application serves it is asked for the paths that were \
          asked for most in the last hour, this many of them, by GET requests that any client may \
          make. First for those that the application names in its context parameter \
          io.culvert.warm-up, however many.""");

  private static final Setting<Duration> TIME =
      Setting.one(
          "warm-up.time",
          "TIME",
          Readers::duration,
          "10s",
          "How long that may take; then the new generation serves all the same.");

  private static final Setting<Boolean> STRICT =
      Setting.one(
          "warm-up.strict",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether a generation fails that does not answer in that time, answers 500 or more, or \
          400 or more to what it names itself. Otherwise that is only reported.""");

  static final List<Setting<?>> ALL = List.of(POPULAR, TIME, STRICT);

  private WarmUpKeys() {}

  static WarmUpPolicy read(Values values) {
    return new WarmUpPolicy(values.one(POPULAR), values.one(TIME), values.one(STRICT));
  }
}
