package io.culvert.session.redis;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Marks of changes, none of which comes up twice. They are no secret. */
final class Marks {
  /** Characters of a mark. */
  static final int LENGTH = 16;

  private Marks() {}

  static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
