package io.culvert.bench;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Tells the one who waits what happens: one line each. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void line(@Nullable String text) {
    out.println("bench: " + text);
    out.flush();
  }
}
