package io.culvert.container.frontend.check;

import java.util.Locale;

/** How much something hurts. */
public enum Severity {
  /** Requests fail, or secrets can be read. */
  ERROR,
  /** Slower, less, or less safe than it has to be. */
  WARNING,
  /** Good to know; may well be on purpose. */
  NOTE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
