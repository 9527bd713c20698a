package io.culvert.container.cli;

import java.io.PrintWriter;

/**
 * What is being done right now: one line that is rewritten on a terminal, a line for each change
 * elsewhere. For one thread.
 */
final class Progress implements AutoCloseable {
  /** To the first column, and everything behind it away (ECMA-48 EL). */
  private static final String REWRITE = "\r\033[K";

  private final PrintWriter out;
  private final Style style;
  private String shown = "";

  Progress(Surroundings.Streams streams) {
    this.out = streams.errWriter();
    this.style = streams.style();
  }

  /** Says it, unless it has just been said. */
  void show(String what) {
    if (what.equals(shown)) {
      return;
    }
    shown = what;
    if (style.colours()) {
      out.print(REWRITE + style.faint(what + " …"));
    } else {
      out.println(what);
    }
    out.flush();
  }

  /** Leaves nothing behind on a terminal. */
  @Override
  public void close() {
    if (style.colours() && !shown.isEmpty()) {
      out.print(REWRITE);
      out.flush();
    }
  }
}
