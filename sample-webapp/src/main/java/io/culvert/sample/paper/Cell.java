package io.culvert.sample.paper;

import java.util.Arrays;
import java.util.Optional;

/**
 * The four ways to serve a page: is the user's row cached, and is the database connection kept
 * open? Beside each stands what the paper of 1996 measured for a program built that way.
 */
public enum Cell {
  KEPT_CACHED("kept-cached", true, true, "12.0 ms (FastCGI)"),
  KEPT_UNCACHED(
      "kept-uncached",
      true,
      false,
      "20.1 ms (FastCGI, cache off); 16.0 ms (API, sustained connections)"),
  REOPENED_CACHED("reopened-cached", false, true, "not measured"),
  REOPENED_UNCACHED("reopened-uncached", false, false, "36.6 ms (API)");

  private final String key;
  private final boolean kept;
  private final boolean cached;
  private final String in1996;

  Cell(String key, boolean kept, boolean cached, String in1996) {
    this.key = key;
    this.kept = kept;
    this.cached = cached;
    this.in1996 = in1996;
  }

  /** The value of the request parameter {@code cell} that asks for it. */
  public String key() {
    return key;
  }

  /** Whether connections are kept for the next request instead of being opened for each. */
  public boolean kept() {
    return kept;
  }

  /** Whether a row that was read once is remembered. */
  public boolean cached() {
    return cached;
  }

  /** The paper's numbers, milliseconds per request. */
  public String in1996() {
    return in1996;
  }

  static Optional<Cell> named(String key) {
    return Arrays.stream(values()).filter(cell -> cell.key.equals(key)).findFirst();
  }
}
