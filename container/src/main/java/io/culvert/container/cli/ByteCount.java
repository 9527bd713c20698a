package io.culvert.container.cli;

import java.util.Locale;

/** Numbers of bytes as people read them. */
final class ByteCount {
  private static final String[] UNITS = {"KiB", "MiB", "GiB"};

  private ByteCount() {}

  /** For example {@code 12.3 MiB}. */
  static String text(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double count = bytes / 1024.0;
    int unit = 0;
    while (count >= 1024 && unit < UNITS.length - 1) {
      count /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", count, UNITS[unit]);
  }
}
