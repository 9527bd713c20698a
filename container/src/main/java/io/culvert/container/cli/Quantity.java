package io.culvert.container.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers with their units as people read them. */
final class Quantity {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Quantity() {}

  /** The two largest units: {@code 3 d 4 h}, {@code 2 min 5 s}, {@code 12 s}. */
  static String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
    }
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toSeconds() + " s";
  }

  /** To the second, where the reader is. */
  static String moment(Instant moment, ZoneId zone) {
    return MOMENT.format(moment.atZone(zone));
  }

  /** A time that was measured in microseconds, in milliseconds. */
  static String milliseconds(double microseconds) {
    return String.format(Locale.ROOT, "%.1f", microseconds / 1000);
  }

  /** A whole number, or one with a decimal place where that matters. */
  static String number(double number) {
    boolean whole = number == Math.rint(number) || number >= 100;
    return whole ? Long.toString(Math.round(number)) : String.format(Locale.ROOT, "%.1f", number);
  }
}
