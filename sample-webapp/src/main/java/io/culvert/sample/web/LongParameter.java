package io.culvert.sample.web;

import jakarta.servlet.ServletRequest;

/**
 * A whole number that a visitor may choose, within bounds.
 *
 * @param name the request parameter
 * @param min the smallest value allowed
 * @param max the largest value allowed
 * @param byDefault what holds when the parameter is absent or empty
 */
public record LongParameter(String name, long min, long max, long byDefault) {

  /** What came of reading the parameter. */
  public sealed interface Reading {}

  /** A value within the bounds. */
  public record Ok(long value) implements Reading {}

  /** Something else; the message says what was expected, for status 400. */
  public record Bad(String message) implements Reading {}

  /** Reads the parameter; never throws for what a visitor sent. */
  public Reading read(ServletRequest request) {
    String text = request.getParameter(name);
    if (text == null || text.isBlank()) {
      return new Ok(byDefault);
    }
    try {
      long value = Long.parseLong(text.strip());
      return value < min || value > max ? bad() : new Ok(value);
    } catch (NumberFormatException _) {
      return bad();
    }
  }

  private Bad bad() {
    return new Bad(
        "The parameter '%s' must be a whole number from %d to %d.".formatted(name, min, max));
  }
}
